package io.bellwether.workbench.scenario.ticks;

import io.bellwether.market.Bars;
import io.bellwether.market.PriceBasis;
import io.bellwether.market.Provenance;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A market in a scenario. What is traded and what the data API serves are two series, so that the
 * data can be wrong while the prices are right.
 *
 * @param traded short bars that make the prices
 * @param served the bars decisions are made of
 * @param late what the data API has only later
 * @param beside the series of other symbols
 */
record Market(Bars traded, Bars served, Optional<Arrival> late, List<Bars> beside) {
  static final String SYMBOL = "TQQQ";
  static final Provenance PROVENANCE = new Provenance("scenario", PriceBasis.SPLIT);

  private static final double VOLUME = 10_000;

  /** Bars that the data API has from an instant on. */
  record Arrival(Instant time, Bars bars) {}

  static Market of(Bars traded, Bars served) {
    return new Market(traded, served, Optional.empty(), List.of());
  }

  List<Bars> series() {
    return Stream.concat(Stream.of(traded, served), beside.stream()).toList();
  }

  /** The same market with another one, of another symbol, beside it. */
  Market with(Market other) {
    return new Market(traded, served, late, other.series());
  }

  /** The same market whose data never has the bars served from {@code from} to {@code to}. */
  Market withoutData(String from, String to) {
    Instant first = ScenarioSystem.newYork(from);
    Instant end = ScenarioSystem.newYork(to);
    Bars.Builder bars = builder();
    for (int i = 0; i < served.size(); i++) {
      if (served.start(i).isBefore(first) || !served.start(i).isBefore(end)) {
        bars.add(served, i);
      }
    }
    return serving(bars);
  }

  /** The same market whose data ends with a bar of which it has the first trade alone. */
  Market withDataStoppingIn(String bar) {
    int last = served.indexOf(ScenarioSystem.newYork(bar));
    Bars.Builder bars = builder();
    for (int i = 0; i < last; i++) {
      bars.add(served, i);
    }
    double first = served.open()[last];
    add(bars, served.start(last), first, first, first);
    return serving(bars);
  }

  /** The same market whose data has the bars served from {@code from} on only at {@code time}. */
  Market withDataLate(String from, String time) {
    Instant first = ScenarioSystem.newYork(from);
    return new Market(
        traded,
        served.between(Instant.EPOCH, first),
        Optional.of(
            new Arrival(
                ScenarioSystem.newYork(time),
                served.between(first, served.lastStart().plusMillis(1)))),
        beside);
  }

  /** The same market with one served bar whose close is wrong by a factor. */
  Market withSpike(String bar, double factor) {
    int spike = served.indexOf(ScenarioSystem.newYork(bar));
    Bars.Builder bars = builder();
    for (int i = 0; i < served.size(); i++) {
      if (i == spike) {
        add(bars, served.start(i), served.open()[i], served.low()[i], factor * served.close()[i]);
      } else {
        bars.add(served, i);
      }
    }
    return serving(bars);
  }

  /** The same market whose data is not adjusted for a split of 2 for 1 at an instant. */
  Market withSplitUnadjusted(String time) {
    int split = served.countBefore(ScenarioSystem.newYork(time));
    Bars.Builder bars = builder();
    for (int i = 0; i < served.size(); i++) {
      copy(served, i, bars, i < split ? 2 : 1);
    }
    return serving(bars);
  }

  /** Adds a bar with the least high and the given low that open and close allow. */
  static void add(Bars.Builder bars, Instant start, double open, double low, double close) {
    bars.add(
        start.toEpochMilli(),
        open,
        Math.max(open, close),
        Math.min(low, Math.min(open, close)),
        close,
        VOLUME);
  }

  /** Prices to a hundredth of a cent, so that they read well. */
  static double round(double price) {
    return Math.rint(price * 10_000) / 10_000;
  }

  private static void copy(Bars from, int index, Bars.Builder to, double factor) {
    to.add(
        from.startMillis()[index],
        factor * from.open()[index],
        factor * from.high()[index],
        factor * from.low()[index],
        factor * from.close()[index],
        from.volume()[index]);
  }

  private Market serving(Bars.Builder bars) {
    return new Market(traded, bars.build(), late, beside);
  }

  private Bars.Builder builder() {
    return Bars.builder(SYMBOL, served.timeframe(), PROVENANCE);
  }
}
