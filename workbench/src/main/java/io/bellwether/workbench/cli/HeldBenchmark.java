package io.bellwether.workbench.cli;

import io.bellwether.market.Bars;
import io.bellwether.market.CorporateActions;
import io.bellwether.market.PriceBasis;
import io.bellwether.market.SessionBars;
import io.bellwether.market.Timeframe;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * What a backtest is compared with: buying and holding a symbol that splits and pays as the traded
 * ones do. An account that is paid dividends would beat a benchmark without them by doing nothing.
 *
 * @param bars what holding came to, if it is not simply the main symbol's prices
 * @param notes what a reader must know of it
 * @param warnings those of the notes that make the comparison doubtful
 */
record HeldBenchmark(Optional<Bars> bars, List<String> notes, List<String> warnings) {
  HeldBenchmark {
    notes = List.copyOf(notes);
    warnings = List.copyOf(warnings);
  }

  /**
   * The benchmark of a run.
   *
   * @param given bars to hold instead of the main symbol's
   */
  static HeldBenchmark of(BacktestSetup setup, Optional<Bars> given) {
    CorporateActions actions = setup.actions();
    String main = setup.strategy().symbols().getFirst();
    Bars held = given.orElseGet(() -> setup.data().traded(main));
    String symbol = held.symbol();
    boolean paid = pays(setup, symbol);
    boolean splits =
        held.provenance().basis() == PriceBasis.RAW && !actions.splits(symbol).isEmpty();
    Optional<Bars> bars =
        paid || splits
            ? Optional.of(inRun(CorporateActions.totalReturn(held, actions), setup))
            : given.map(prices -> inRun(prices, setup));
    if (paid && held.provenance().basis() != PriceBasis.SPLIT_DIVIDEND) {
      return new HeldBenchmark(
          bars,
          List.of("buy and hold: dividends of " + symbol + " reinvested at the ex-date's open"),
          List.of());
    }
    boolean accountIsPaid =
        setup.shown().provenance().basis() != PriceBasis.SPLIT_DIVIDEND
            && setup.strategy().symbols().stream().anyMatch(traded -> pays(setup, traded));
    if (accountIsPaid && held.provenance().basis() != PriceBasis.SPLIT_DIVIDEND) {
      String warning = "buy and hold: --dividends has none of " + symbol + ", so it is paid none";
      return new HeldBenchmark(bars, List.of(warning), List.of(warning));
    }
    return new HeldBenchmark(bars, List.of(), List.of());
  }

  /** Whether a dividend is known that falls into the run. */
  private static boolean pays(BacktestSetup setup, String symbol) {
    LocalDate from = setup.range().from();
    LocalDate to = setup.range().to();
    return setup.actions().dividends(symbol).stream()
        .anyMatch(paid -> paid.exDate().isAfter(from) && !paid.exDate().isAfter(to));
  }

  private static Bars inRun(Bars bars, BacktestSetup setup) {
    Timeframe timeframe = setup.version().timeframe();
    Bars coarse =
        bars.timeframe().compareTo(timeframe) < 0
            ? SessionBars.aggregate(bars, timeframe, setup.market().calendar())
            : bars;
    return setup.shown().isEmpty()
        ? coarse
        : coarse.between(setup.shown().start(0), setup.shown().lastStart().plusMillis(1));
  }
}
