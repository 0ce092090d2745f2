package io.bellwether.research.proof;

import io.bellwether.market.Bars;
import io.bellwether.market.SessionBars;
import io.bellwether.market.Timeframe;
import io.bellwether.market.calendar.TradingCalendar;
import io.bellwether.research.proof.Finding.Kind;
import io.bellwether.strategy.Decision;
import io.bellwether.strategy.Direction;
import io.bellwether.strategy.Strategy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Shows that a bar built of finer ones is not decided on before it is over. At the end of a finer
 * bar only the bars that are over then may be seen; they have to be the same as in the finished
 * series, and stay the same when everything that is not over is replaced.
 */
final class FormingBarProof {
  private final Strategy strategy;
  private final String series;
  private final List<Bars> source;
  private final TradingCalendar calendar;
  private final View view;

  /** What is known of finer bars at an instant, as bars of the strategy's timeframe. */
  @FunctionalInterface
  interface View {
    /** The bars that may be decided on. */
    Bars at(Bars source, Timeframe target, TradingCalendar calendar, Instant now);

    /** The view that live decisions are made with. */
    View LIVE =
        (source, target, calendar, now) ->
            SessionBars.complete(SessionBars.aggregate(source, target, calendar), calendar, now);
  }

  /**
   * @param source finer bars of every symbol, within regular sessions
   */
  FormingBarProof(
      Strategy strategy, String series, List<Bars> source, TradingCalendar calendar, View view) {
    this.strategy = strategy;
    this.series = series;
    this.source = source;
    this.calendar = calendar;
    this.view = view;
  }

  /**
   * Looks at the ends of finer bars within bars that are still forming.
   *
   * @param instants how many, the last ones of the series
   */
  List<Finding> check(int instants, SplittableRandom random) {
    Timeframe target = strategy.timeframe();
    List<Bars> finished =
        new ProofSeries(
                series,
                source.stream().map(bars -> SessionBars.aggregate(bars, target, calendar)).toList())
            .bars();
    Trial whole = Trial.of(strategy, finished);
    Bars finer = source.getFirst();
    for (int i = Math.max(0, finer.size() - instants); i < finer.size(); i++) {
      Instant now = finer.start(i).plus(finer.timeframe().duration());
      List<Finding> found = check(now, finished, whole, random);
      if (!found.isEmpty()) {
        return found;
      }
    }
    return List.of();
  }

  private List<Finding> check(
      Instant now, List<Bars> finished, Trial whole, SplittableRandom random) {
    List<Bars> seen = seen(source, now);
    if (seen.getFirst().isEmpty()) {
      return List.of();
    }
    int t = seen.getFirst().size() - 1;
    Instant lastSeen = seen.getFirst().start(t);
    List<Bars> known = Cut.of(finished, 0, t + 1);
    List<Bars> altered = seen(altered(now, lastSeen, random), now);
    for (int s = 0; s < known.size(); s++) {
      if (!same(known.get(s), seen.get(s)) || !same(known.get(s), altered.get(s))) {
        return List.of(
            finding(
                t,
                lastSeen,
                "bar of " + known.get(s).symbol(),
                last(seen.get(s)),
                last(known.get(s)),
                "as seen at " + now + ", and when it was over"));
      }
    }
    List<Holding> holdings = Holding.representative(known, t, List.of(Direction.LONG));
    List<Decision> then = Trial.of(strategy, seen).decide(t, holdings);
    return DecisionDifference.between(holdings, then, whole.decide(t, holdings))
        .map(
            d ->
                finding(
                    t, lastSeen, d.subject(), d.first(), d.second(), "at " + now + ", and later"))
        .stream()
        .toList();
  }

  private List<Bars> seen(List<Bars> finer, Instant now) {
    return new ProofSeries(
            series,
            finer.stream()
                .map(
                    bars ->
                        view.at(
                            bars.prefix(bars.countBefore(now)),
                            strategy.timeframe(),
                            calendar,
                            now))
                .toList())
        .bars();
  }

  /** The finer bars, those of the forming bar replaced by bars that no market makes. */
  private List<Bars> altered(Instant now, Instant lastSeen, SplittableRandom random) {
    Instant forming = endOf(lastSeen);
    List<Bars> all = new ArrayList<>();
    for (Bars bars : source) {
      Bars.Builder builder = Bars.builder(bars.symbol(), bars.timeframe(), bars.provenance());
      int count = bars.countBefore(now);
      for (int i = 0; i < count; i++) {
        if (bars.start(i).isBefore(forming)) {
          builder.add(bars, i);
        } else {
          Cut.addWild(builder, bars.startMillis()[i], bars.close()[i], random);
        }
      }
      all.add(builder.build());
    }
    return all;
  }

  private Instant endOf(Instant bar) {
    Timeframe timeframe = strategy.timeframe();
    Instant end = bar.plus(timeframe.duration());
    return calendar
        .session(calendar.dateAt(bar))
        .map(session -> timeframe.isDaily() || end.isAfter(session.close()) ? session.close() : end)
        .orElse(end);
  }

  private static boolean same(Bars a, Bars b) {
    return a.size() == b.size() && IntStream.range(0, a.size()).allMatch(i -> sameBar(a, b, i));
  }

  private static boolean sameBar(Bars a, Bars b, int i) {
    return a.startMillis()[i] == b.startMillis()[i]
        && a.open()[i] == b.open()[i]
        && a.high()[i] == b.high()[i]
        && a.low()[i] == b.low()[i]
        && a.close()[i] == b.close()[i]
        && a.volume()[i] == b.volume()[i];
  }

  private static String last(Bars bars) {
    int i = bars.size() - 1;
    return i < 0
        ? "none"
        : "%s high %s low %s close %s"
            .formatted(bars.start(i), bars.high()[i], bars.low()[i], bars.close()[i]);
  }

  private Finding finding(
      int bar, Instant start, String subject, String known, String hindsight, String detail) {
    return new Finding(Kind.FORMING, series, subject, bar, start, known, hindsight, detail);
  }
}
