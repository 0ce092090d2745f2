package io.bellwether.workbench.cli;

import static io.bellwether.workbench.cli.RunOptions.orUsage;

import io.bellwether.market.PriceBasis;
import io.bellwether.market.Timeframe;
import io.bellwether.trading.cost.CostModel;
import io.bellwether.trading.cost.CostModels;
import io.bellwether.trading.cost.Slippage;
import io.bellwether.trading.cost.SlippageText;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What every run of a command trades with: prices, money, costs, limits. */
final class TradingOptions {
  @Option(
      names = "--basis",
      paramLabel = "BASIS",
      defaultValue = "split",
      description = "Price basis of the files: raw, split, split-dividend. Default: split.")
  private String basis;

  @Option(
      names = "--capital",
      paramLabel = "USD",
      defaultValue = "10000",
      description = "Cash at the start. Default: 10000.")
  private BigDecimal capital;

  @Option(
      names = "--costs",
      paramLabel = "MODEL",
      description =
          "none, alpaca, ibkr-tiered, ibkr-fixed, bybit, per-share:RATE, bps:RATE. Default:"
              + " alpaca; for crypto, bybit.")
  private @Nullable String costs;

  @Option(
      names = "--slippage",
      paramLabel = "SLIPPAGE",
      defaultValue = "2",
      description =
          "Lost by market and stop orders. Default: 2 (bps). Forms: " + SlippageText.FORMS)
  private String slippage;

  @Option(
      names = "--risk",
      paramLabel = "PROFILE|none",
      description = "Risk profile. Default: the strategy's own.")
  private @Nullable String risk;

  @Option(
      names = "--timeframe",
      paramLabel = "TF",
      description = "Timeframe decided on: 5m, 30m, 1h, 1d. Default: the strategy's own.")
  private @Nullable String timeframe;

  @Option(
      names = "--allow-gaps",
      description = "Go on although bars are missing; nothing is decided where there are none.")
  private boolean allowGaps;

  @Option(names = "--fractional", description = "Allow fractions of shares.")
  private boolean fractional;

  @SuppressWarnings("NullAway.Init") // picocli sets the fields before the command runs.
  TradingOptions() {}

  BigDecimal capital() {
    if (capital.signum() <= 0) {
      throw InputException.usage("--capital must be more than 0, not " + capital.toPlainString());
    }
    double dollars = capital.doubleValue();
    if (dollars == 0 || Double.isInfinite(dollars)) {
      throw InputException.usage("--capital " + capital + " is no amount of money");
    }
    return capital;
  }

  /** The name of the cost model on a kind of market. */
  String costs(MarketKind market) {
    return costs == null ? market.defaultCosts() : costs;
  }

  CostModel costModel(MarketKind market) {
    return orUsage("--costs", () -> CostModels.byName(costs(market)));
  }

  Slippage slippage() {
    return orUsage("--slippage", () -> SlippageText.parse(slippage));
  }

  /** The slippage as it was written. */
  String slippageText() {
    return slippage;
  }

  /** The price basis of the files. */
  PriceBasis basis() {
    for (PriceBasis known : PriceBasis.values()) {
      if (known.label().equals(basis.toLowerCase(Locale.ROOT))) {
        return known;
      }
    }
    throw InputException.usage("--basis must be raw, split or split-dividend, not '" + basis + "'");
  }

  /** The risk profile's name, if it is not to be the strategy's own. */
  Optional<String> risk() {
    return Optional.ofNullable(risk);
  }

  /** The timeframe decided on, if it is not to be the strategy's own. */
  Optional<Timeframe> timeframe() {
    return Optional.ofNullable(timeframe).map(TradingOptions::timeframe);
  }

  static Timeframe timeframe(String text) {
    return orUsage("--timeframe", () -> Timeframe.parse(text));
  }

  boolean allowGaps() {
    return allowGaps;
  }

  boolean fractional() {
    return fractional;
  }

  void warn(CostModel costModel, PrintWriter err) {
    if (costModel.countsShares() && basis() != PriceBasis.RAW) {
      err.println(
          TextTable.paragraph(
              "warning: "
                  + costModel.name()
                  + " costs count shares, and adjusted prices count the wrong number of them;"
                  + " use --costs none or bps:RATE, or raw bars",
              0));
    }
  }
}
