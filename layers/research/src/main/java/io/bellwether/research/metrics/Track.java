package io.bellwether.research.metrics;

import io.bellwether.trading.ledger.Trade;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a run left behind and its metrics are computed from.
 *
 * @param capital the equity before the first bar, more than 0
 * @param from the start of the first bar
 * @param to the end of the last bar
 * @param daily the equity at the end of each session, dates increasing
 * @param bars the equity at the close of each bar
 * @param trades the closed trades
 * @param openFees fees paid for entries that are still open, so in no trade yet
 * @param conventions periods per year and the risk-free rate
 * @param benchmark what the run is compared with
 * @param openEntryValue quantity times entry price of the positions that are still open
 * @param slippagePaid what slippage cost over all fills, if the run knows it
 * @param details by trade id, for the trades of which there are any
 */
public record Track(
    double capital,
    Instant from,
    Instant to,
    List<DailyEquity> daily,
    EquityCurve bars,
    List<Trade> trades,
    double openFees,
    Conventions conventions,
    Optional<Benchmark> benchmark,
    double openEntryValue,
    OptionalDouble slippagePaid,
    Map<String, TradeDetail> details) {
  static final double DAYS_PER_YEAR = 365.25;
  private static final double MILLIS_PER_DAY = Duration.ofDays(1).toMillis();

  public Track {
    daily = List.copyOf(daily);
    trades = List.copyOf(trades);
    details = Map.copyOf(details);
    if (!(capital > 0) || !Double.isFinite(capital)) {
      throw new IllegalArgumentException("initial capital must be more than 0, not " + capital);
    }
    if (to.isBefore(from)) {
      throw new IllegalArgumentException("the run ends at " + to + ", before it starts, " + from);
    }
    for (int i = 1; i < daily.size(); i++) {
      if (!daily.get(i - 1).date().isBefore(daily.get(i).date())) {
        throw new IllegalArgumentException(
            "daily equity of " + daily.get(i).date() + " follows " + daily.get(i - 1).date());
      }
    }
    if (benchmark.isPresent()) {
      requireSameDates(benchmark.get(), daily);
    }
  }

  /** A run without open positions that says nothing beyond trades and equity. */
  public Track(
      double capital,
      Instant from,
      Instant to,
      List<DailyEquity> daily,
      EquityCurve bars,
      List<Trade> trades,
      double openFees,
      Conventions conventions,
      Optional<Benchmark> benchmark) {
    this(
        capital,
        from,
        to,
        daily,
        bars,
        trades,
        openFees,
        conventions,
        benchmark,
        0,
        OptionalDouble.empty(),
        Map.of());
  }

  private static void requireSameDates(Benchmark benchmark, List<DailyEquity> daily) {
    List<LocalDate> held = benchmark.closes().stream().map(Benchmark.DailyClose::date).toList();
    List<LocalDate> sampled = daily.stream().map(DailyEquity::date).toList();
    if (!held.equals(sampled)) {
      throw new IllegalArgumentException(
          ("benchmark %s has %d sessions and the equity %d, or their dates differ:"
                  + " pass both for the same dates")
              .formatted(benchmark.symbol(), held.size(), sampled.size()));
    }
  }

  /** Calendar days from the first bar's start to the last bar's end, with fractions. */
  double days() {
    return Duration.between(from, to).toMillis() / MILLIS_PER_DAY;
  }

  /** The equity at the end; the capital if there was no session. */
  double lastEquity() {
    return daily.isEmpty() ? capital : daily.getLast().equity();
  }
}
