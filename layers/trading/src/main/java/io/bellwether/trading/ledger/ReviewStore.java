package io.bellwether.trading.ledger;

import java.util.List;
import java.util.Optional;

/** The reviews of signals, one per signal that asked for a change. */
public interface ReviewStore {
  /** Stores a review; false if its signal has one already. */
  boolean create(SignalReview review);

  Optional<SignalReview> find(String signalId);

  /** Reviews with more to come, oldest bar first. */
  List<SignalReview> open(String account);

  SignalReview update(SignalReview review);
}
