package io.bellwether.trading.signal;

import io.bellwether.market.Bars;
import io.bellwether.market.metric.Metric;
import io.bellwether.market.metric.Metrics;
import io.bellwether.strategy.Direction;
import io.bellwether.strategy.LegState;
import io.bellwether.strategy.SeriesSet;
import io.bellwether.strategy.Target;
import io.bellwether.trading.ledger.ReviewStore;
import io.bellwether.trading.ledger.SignalReview;
import io.bellwether.trading.ledger.SignalReview.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Judges signals by what the price did after them: against the open of the bar after the one
 * decided on, where the signal can first be traded, the close of the h-th bar after it. A signal to
 * hold long is right if the price rose, one to leave a long position if it fell; a price that has
 * not moved proves nobody right. Only a signal that asked for a change is judged, once per horizon;
 * the ledger keeps count.
 */
final class SignalReviews {
  private static final Logger LOG = LoggerFactory.getLogger("signals");

  private static final Map<Integer, Metric> HORIZONS =
      new TreeMap<>(
          Map.of(
              1, Metric.SIGNAL_ACCURACY_1,
              5, Metric.SIGNAL_ACCURACY_5,
              20, Metric.SIGNAL_ACCURACY_20));

  private final ReviewStore store;
  private final Metrics metrics;

  SignalReviews(ReviewStore store, Metrics metrics) {
    this.store = store;
    this.metrics = metrics;
  }

  /** Has a signal judged from now on, if it asked for a change of what was held. */
  void await(Signal signal, Map<String, LegState> held) {
    for (Target target : signal.targets()) {
      LegState state = held.getOrDefault(target.symbol(), LegState.Flat.NEW);
      Optional<Direction> expected = expected(target, state);
      // Without bars of it, as where a symbol is not traded any more, nobody could judge it.
      if (expected.isPresent() && signal.closes().containsKey(target.symbol())) {
        guarded(
            () ->
                store.create(
                    new SignalReview(
                        signal.id(),
                        signal.account(),
                        target.symbol(),
                        expected.get(),
                        signal.bar(),
                        List.of(),
                        true,
                        0)));
        return;
      }
    }
  }

  /** Judges what the bars up to now allow to be judged. */
  void judge(String account, SeriesSet series) {
    guarded(
        () -> {
          for (SignalReview review : store.open(account)) {
            series.all().stream()
                .filter(bars -> bars.symbol().equals(review.symbol()))
                .findFirst()
                .ifPresent(bars -> judge(review, bars));
          }
        });
  }

  private void judge(SignalReview review, Bars bars) {
    int decided = bars.indexOf(review.bar());
    List<Verdict> verdicts = new ArrayList<>(review.verdicts());
    if (decided >= 0) {
      for (int horizon : HORIZONS.keySet()) {
        boolean known = verdicts.stream().anyMatch(verdict -> verdict.bars() == horizon);
        if (!known && decided + horizon < bars.size()) {
          verdicts.add(new Verdict(horizon, isRight(review.expected(), bars, decided, horizon)));
        }
      }
    }
    // A bar that is no longer in the history will never be judged.
    boolean open = decided >= 0 && verdicts.size() < HORIZONS.size();
    if (open && verdicts.size() == review.verdicts().size()) {
      return;
    }
    store.update(
        new SignalReview(
            review.signalId(),
            review.account(),
            review.symbol(),
            review.expected(),
            review.bar(),
            List.copyOf(verdicts),
            open,
            review.revision()));
    // Stored first, on its revision: of two runs one counts.
    for (Verdict verdict : verdicts.subList(review.verdicts().size(), verdicts.size())) {
      Optional.ofNullable(HORIZONS.get(verdict.bars()))
          .ifPresent(metric -> metrics.add(metric, verdict.right()));
    }
  }

  private static boolean isRight(Direction expected, Bars bars, int decided, int horizon) {
    double move = bars.close()[decided + horizon] - bars.open()[decided + 1];
    return expected == Direction.LONG ? move > 0 : move < 0;
  }

  private static Optional<Direction> expected(Target target, LegState state) {
    return switch (target) {
      case Target.Hold hold
          when state instanceof LegState.Held position
              && position.direction() == hold.direction() ->
          Optional.empty();
      case Target.Hold hold -> Optional.of(hold.direction());
      case Target.Flat flat when state instanceof LegState.Held position ->
          Optional.of(position.direction() == Direction.LONG ? Direction.SHORT : Direction.LONG);
      case Target.Flat flat -> Optional.empty();
      case Target.Keep keep -> Optional.empty();
    };
  }

  /** What is measured must not fail what is traded. */
  private static void guarded(Runnable work) {
    try {
      work.run();
    } catch (RuntimeException e) {
      LOG.atWarn().setCause(e).log("signals could not be judged; the next tick tries again");
    }
  }
}
