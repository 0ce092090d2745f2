package io.bellwether.workbench.market;

import io.bellwether.market.Bars;
import io.bellwether.market.PriceBasis;
import io.bellwether.market.Provenance;
import io.bellwether.market.SessionBars;
import io.bellwether.market.Timeframe;
import io.bellwether.market.calendar.Session;
import io.bellwether.market.calendar.TradingCalendar;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A market of QQQ and its leveraged funds TQQQ (three times the daily return) and SQQQ (minus three
 * times), made from a seed: for trying the whole system without data, and for days that never were.
 *
 * <p>It has what matters to a strategy of the real one: volatility that clusters and rises when
 * prices fall, heavy tails, gaps overnight, jumps, busy openings and closings, funds that lose to
 * their own volatility. It has no predictable returns: a strategy that earns more than the drift
 * here was lucky, and nothing that happens here is evidence about the real market.
 *
 * <p>Prices are in whole cents, on a split-adjusted basis: a fund that has fallen below 5 dollars
 * by the end of the range is shown as after reverse splits of one for five.
 */
public final class SimulatedMarket {
  private static final String INDEX = "QQQ";
  private static final double LEAST_LAST_PRICE = 5;
  private static final int REVERSE_SPLIT = 5;

  private final SimulationSettings settings;
  private final TradingCalendar calendar;
  private final Map<String, Bars> bars;

  private SimulatedMarket(
      SimulationSettings settings, TradingCalendar calendar, Map<String, Bars> bars) {
    this.settings = settings;
    this.calendar = calendar;
    this.bars = Collections.unmodifiableMap(bars);
  }

  /**
   * Simulates the sessions of a range and of the warm-up before it.
   *
   * @throws io.bellwether.market.calendar.UnknownSessionException if the calendar does not know one
   *     of the dates
   */
  public static SimulatedMarket generate(SimulationSettings settings, TradingCalendar calendar) {
    Provenance source = new Provenance("simulated/seed=" + settings.seed(), PriceBasis.SPLIT);
    Bars index =
        new IndexSimulator(INDEX, settings.seed(), settings.timeframe(), calendar, source)
            .simulate(sessions(settings, calendar));
    Map<String, Bars> bars = new LinkedHashMap<>();
    bars.put(INDEX, inCents(index, 1));
    for (LeveragedFund fund : List.of(LeveragedFund.TQQQ, LeveragedFund.SQQQ)) {
      Bars unrounded = fund.follow(index, calendar, new Draws(settings.seed(), fund.symbol()));
      bars.put(fund.symbol(), inCents(unrounded, reverseSplits(unrounded)));
    }
    return new SimulatedMarket(settings, calendar, bars);
  }

  public SimulationSettings settings() {
    return settings;
  }

  /** The bars by symbol (QQQ, TQQQ, SQQQ), the warm-up first; all have the same stamps. */
  public Map<String, Bars> bars() {
    return bars;
  }

  /**
   * The bars of a symbol.
   *
   * @throws IllegalArgumentException if it is not simulated
   */
  public Bars bars(String symbol) {
    Bars found = bars.get(symbol);
    if (found == null) {
      throw new IllegalArgumentException(
          symbol + " is not simulated; the simulated market has " + bars.keySet());
    }
    return found;
  }

  /** The daily bars of a symbol: the same prices, aggregated. */
  public Bars daily(String symbol) {
    return SessionBars.aggregate(bars(symbol), Timeframe.DAY, calendar);
  }

  private static List<Session> sessions(SimulationSettings settings, TradingCalendar calendar) {
    List<Session> warmUp = new ArrayList<>();
    LocalDate first = settings.from();
    for (int i = 0; i < settings.warmUpSessions(); i++) {
      Session session = calendar.previousSession(first);
      warmUp.add(session);
      first = session.date();
    }
    List<Session> sessions = new ArrayList<>(warmUp.reversed());
    settings
        .from()
        .datesUntil(settings.to().plusDays(1))
        .forEach(date -> calendar.session(date).ifPresent(sessions::add));
    return sessions;
  }

  /** By how much prices are multiplied so that the last one is of a usual size. */
  private static double reverseSplits(Bars bars) {
    double factor = 1;
    while (!bars.isEmpty() && bars.close()[bars.size() - 1] * factor < LEAST_LAST_PRICE) {
      factor *= REVERSE_SPLIT;
    }
    return factor;
  }

  private static Bars inCents(Bars bars, double factor) {
    Bars.Builder rounded = Bars.builder(bars.symbol(), bars.timeframe(), bars.provenance());
    for (int t = 0; t < bars.size(); t++) {
      rounded.add(
          bars.startMillis()[t],
          cents(bars.open()[t] * factor),
          cents(bars.high()[t] * factor),
          cents(bars.low()[t] * factor),
          cents(bars.close()[t] * factor),
          Math.max(1, Math.rint(bars.volume()[t] / factor)));
    }
    return rounded.build();
  }

  /** Rounding keeps the order of prices, so the high stays the highest and the low the lowest. */
  private static double cents(double price) {
    return Math.max(1, Math.rint(price * 100)) / 100;
  }
}
