package io.bellwether.cloud.dynamo;

import io.bellwether.trading.ledger.ReviewStore;
import io.bellwether.trading.ledger.SignalReview;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reviews by signal, with pointers to the open ones of an account. */
final class DynamoReviews implements ReviewStore {
  private final Table table;
  private final OpenRecords openRecords;

  DynamoReviews(Table table) {
    this.table = table;
    this.openRecords = new OpenRecords(table);
  }

  @Override
  public boolean create(SignalReview review) {
    Key key = Keys.review(review.signalId());
    List<Write> writes = new ArrayList<>();
    writes.add(Writes.creation(key, review, review.open(), table.nextAttempt()));
    if (review.open()) {
      writes.add(OpenRecords.pointerChange(key, true, Keys.openReview(review)));
    }
    return table.commit(writes).isEmpty();
  }

  @Override
  public Optional<SignalReview> find(String signalId) {
    return table.find(Keys.review(signalId), SignalReview.class);
  }

  @Override
  public List<SignalReview> open(String account) {
    return table.pointedAt(Keys.openReviews(account), SignalReview.class).stream()
        .filter(SignalReview::open)
        .toList();
  }

  @Override
  public SignalReview update(SignalReview review) {
    return openRecords.update(
        Keys.review(review.signalId()),
        review,
        review.revision(),
        review.open(),
        Keys.openReview(review));
  }
}
