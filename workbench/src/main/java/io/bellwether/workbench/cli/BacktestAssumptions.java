package io.bellwether.workbench.cli;

import io.bellwether.market.PriceBasis;
import io.bellwether.research.engine.BacktestResult;
import io.bellwether.research.engine.BacktestSettings;
import io.bellwether.research.engine.OrderPlan;
import io.bellwether.research.report.Assumptions;
import io.bellwether.trading.cost.Slippage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a backtest's numbers rest on, for its reader. */
final class BacktestAssumptions {
  private BacktestAssumptions() {}

  static Assumptions of(BacktestSetup setup, BacktestResult result, HeldBenchmark benchmark) {
    BacktestSettings settings = setup.settings();
    List<String> notes = new ArrayList<>();
    notes.add(
        "market orders fill at the open of the next bar, stops at their price or at a worse open");
    notes.add("prices are not rounded to the venue's grid");
    notes.add("risk profile: " + settings.risk().name());
    notes.add("quantities: " + settings.instruments().name());
    if (settings.leverage() > 1) {
      notes.add("leverage: " + number(settings.leverage()));
    }
    if (!settings.orders().equals(OrderPlan.STRATEGY)) {
      notes.add(OrderWords.of(settings.orders()));
    }
    addCashFlows(notes, result);
    notes.addAll(benchmark.notes());
    List<String> warnings = warnings(setup, result);
    notes.addAll(warnings);
    warnings.addAll(benchmark.warnings());
    return new Assumptions(settings.costs().name(), slippage(settings.slippage()), notes, warnings);
  }

  private static List<String> warnings(BacktestSetup setup, BacktestResult result) {
    BacktestSettings settings = setup.settings();
    List<String> warnings = new ArrayList<>();
    if (result.skippedEntries() > 0) {
      warnings.add(
          result.skippedEntries() + " entries were too small to order or could not be paid");
    }
    if (result.refusedEntries() > 0) {
      warnings.add(result.refusedEntries() + " entries were refused by the risk profile");
    }
    if (result.largeFills() > 0) {
      warnings.add(
          result.largeFills()
              + " fills were more than a tenth of their bar's volume: doubtful without --slippage"
              + " impact");
    }
    if (result.stopped()) {
      warnings.add(
          settings.risk().maximumDrawdown().isPresent()
              ? "the risk profile's loss limit closed everything and ended the trading"
              : "nothing was left at a close: everything was sold, and the trading ended");
    }
    PriceBasis basis = setup.shown().provenance().basis();
    if (settings.costs().countsShares() && basis != PriceBasis.RAW) {
      warnings.add(
          "costs per share are reckoned on " + basis.label() + "-adjusted share counts: doubtful");
    }
    return warnings;
  }

  private static void addCashFlows(List<String> notes, BacktestResult result) {
    if (result.dividends() != 0) {
      notes.add("dividends received: " + number(result.dividends()) + ", in no trade's profit");
    }
    if (result.financing() != 0) {
      notes.add(
          "interest, borrow fees and funding paid: "
              + number(result.financing())
              + ", in no trade's profit");
    }
  }

  private static String slippage(Slippage slippage) {
    return slippage.equals(Slippage.NONE) ? "none" : slippage.text() + " per fill";
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }
}
