package io.bellwether.workbench.simulate;

import io.bellwether.market.Bars;
import io.bellwether.market.PriceBasis;
import io.bellwether.market.Provenance;
import io.bellwether.market.Timeframe;
import io.bellwether.market.calendar.Session;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The prices of a run: half-hour bars of a main symbol and of one that moves against it, made from
 * the seed. They are livelier than real ones, so that strategies change their mind often.
 *
 * <p>Bars are kept as they traded. What a feed shows at a time is adjusted for the splits known
 * then.
 */
final class Market {
  static final Timeframe TIMEFRAME = Timeframe.parse("30m");
  private static final Provenance TRADED = new Provenance("simulation", PriceBasis.RAW);
  private static final long BAR_MILLIS = TIMEFRAME.duration().toMillis();
  private static final double VOLATILITY_OF_BAR = 0.008;
  private static final double VOLATILITY_OF_NIGHT = 0.015;
  private static final double VOLUME = 2_000_000;

  /** A split: from this session on there are {@code ratio} shares for each one before. */
  record Split(LocalDate date, String symbol, double ratio) {}

  private final Map<String, Bars> traded = new TreeMap<>();
  private final List<Split> splits;
  private final ZoneId zone;

  /**
   * @param symbols the main one first; every other one moves against it
   * @param sessions of history and of the run, in order
   * @param falls by how much prices fall on a date, as a fraction; 0 on most
   */
  Market(
      Chance chance,
      List<String> symbols,
      List<Session> sessions,
      ZoneId zone,
      List<Split> splits,
      Map<LocalDate, Double> falls) {
    this.splits = List.copyOf(splits);
    this.zone = zone;
    List<Bars.Builder> builders = new ArrayList<>();
    double[] price = new double[symbols.size()];
    for (int i = 0; i < symbols.size(); i++) {
      builders.add(Bars.builder(symbols.get(i), TIMEFRAME, TRADED));
      price[i] = 40 + 60 * chance.unit(i);
    }
    Chance moves = chance.of("moves");
    long draw = 0;
    for (Session session : sessions) {
      for (int i = 0; i < price.length; i++) {
        price[i] /= ratioOn(session.date(), symbols.get(i));
      }
      double night = VOLATILITY_OF_NIGHT * normal(moves, draw++);
      double fall = falls.getOrDefault(session.date(), 0.0);
      shift(price, night);
      long end = session.close().toEpochMilli();
      for (long start = session.open().toEpochMilli(); start < end; start += BAR_MILLIS) {
        double move = VOLATILITY_OF_BAR * normal(moves, draw++) - fall / 13;
        double up = Math.abs(VOLATILITY_OF_BAR * normal(moves, draw++)) / 2;
        double down = Math.abs(VOLATILITY_OF_BAR * normal(moves, draw++)) / 2;
        for (int i = 0; i < price.length; i++) {
          double open = price[i];
          double close = open * Math.exp(i == 0 ? move : -move);
          double high = Math.max(open, close) * (1 + up);
          double low = Math.min(open, close) * (1 - down);
          builders.get(i).add(start, cents(open), cents(high), cents(low), cents(close), VOLUME);
          price[i] = Math.max(2, close);
        }
      }
    }
    for (Bars.Builder builder : builders) {
      Bars bars = builder.build();
      traded.put(bars.symbol(), bars);
    }
  }

  /** The bars as they traded, for the exchange. */
  List<Bars> traded() {
    return List.copyOf(traded.values());
  }

  List<Split> splits() {
    return splits;
  }

  /**
   * What a feed shows: bars that have begun, adjusted for the splits up to now; of the one that has
   * not ended, its open.
   */
  Bars shown(String symbol, Instant from, Instant to, Instant now, Provenance provenance) {
    Bars all = Optional.ofNullable(traded.get(symbol)).orElseThrow();
    int first = all.countBefore(from);
    int last = Math.min(all.countBefore(to), all.countBefore(now));
    Bars.Builder shown = Bars.builder(symbol, TIMEFRAME, provenance);
    LocalDate today = now.atZone(zone).toLocalDate();
    for (int i = first; i < last; i++) {
      double factor = splits.isEmpty() ? 1 : factor(symbol, all.start(i), today);
      boolean forming = all.startMillis()[i] + BAR_MILLIS > now.toEpochMilli();
      double open = all.open()[i] / factor;
      shown.add(
          all.startMillis()[i],
          open,
          forming ? open : all.high()[i] / factor,
          forming ? open : all.low()[i] / factor,
          forming ? open : all.close()[i] / factor,
          all.volume()[i] * factor);
    }
    return shown.build();
  }

  private double factor(String symbol, Instant bar, LocalDate today) {
    LocalDate date = bar.atZone(zone).toLocalDate();
    double factor = 1;
    for (Split split : splits) {
      if (split.symbol().equals(symbol)
          && split.date().isAfter(date)
          && !split.date().isAfter(today)) {
        factor *= split.ratio();
      }
    }
    return factor;
  }

  private double ratioOn(LocalDate date, String symbol) {
    double ratio = 1;
    for (Split split : splits) {
      if (split.date().equals(date) && split.symbol().equals(symbol)) {
        ratio *= split.ratio();
      }
    }
    return ratio;
  }

  private static void shift(double[] price, double move) {
    for (int i = 0; i < price.length; i++) {
      price[i] *= Math.exp(i == 0 ? move : -move);
    }
  }

  private static double cents(double price) {
    return Math.max(0.01, Math.rint(price * 100) / 100);
  }

  /** Nearly normal: the sum of four uniform numbers. */
  private static double normal(Chance chance, long draw) {
    double sum = 0;
    for (int i = 0; i < 4; i++) {
      sum += chance.unit(draw * 4 + i);
    }
    return (sum - 2) * Math.sqrt(3);
  }
}
