package io.bellwether.workbench.cli;

import static io.bellwether.workbench.cli.RunOptions.orUsage;

import io.bellwether.market.CorporateActions;
import io.bellwether.market.PriceBasis;
import io.bellwether.research.engine.BacktestSettings;
import io.bellwether.research.engine.OrderPlan;
import io.bellwether.research.engine.OrderPlan.EntryOrder;
import io.bellwether.strategy.StopLoss;
import io.bellwether.strategy.TakeProfit;
import io.bellwether.trading.cost.Financing;
import io.bellwether.trading.cost.FundingRates;
import io.bellwether.trading.instrument.InstrumentRules;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What the research engine can be told beyond what a replay can: margin, holding costs, orders. */
final class ExecutionOptions {
  private static final double PERCENT = 100;

  @Option(
      names = "--splits",
      paramLabel = "FILE",
      description = "Splits to apply to raw bars: symbol,ex_date,new_shares_per_old_share.")
  private @Nullable Path splits;

  @Option(
      names = "--dividends",
      paramLabel = "FILE",
      description = "Dividends to pay: symbol,ex_date,amount_split_basis,amount_as_paid.")
  private @Nullable Path dividends;

  @Option(
      names = "--leverage",
      paramLabel = "X",
      description = "Positions at most, as a multiple of own money. Default: 1; for crypto, 10.")
  private @Nullable Double leverage;

  @Option(
      names = "--margin-interest",
      paramLabel = "PERCENT",
      defaultValue = "7",
      description = "On borrowed cash, a year. Default: 7.")
  private double marginInterest;

  @Option(
      names = "--borrow-fee",
      paramLabel = "PERCENT",
      defaultValue = "1",
      description = "On shares sold short, a year. Default: 1.")
  private double borrowFee;

  @Option(
      names = "--funding",
      paramLabel = "PERCENT|FILE",
      description =
          "Of a perpetual's value every 8 hours, or a file timestamp,rate. Default for crypto:"
              + " 0.01.")
  private @Nullable String funding;

  @Option(
      names = "--instrument-rules",
      paramLabel = "exchange|none",
      defaultValue = "exchange",
      description =
          "Crypto: the venue's steps, minimums and liquidation, or none. Default: exchange.")
  private String instrumentRules;

  @Option(
      names = "--entry-order",
      paramLabel = "ORDER",
      defaultValue = "market",
      description = {
        "How entries are sent: market, limit:PERCENT, stop:PERCENT, stop-limit:PERCENT:PERCENT;"
            + " percent off the close decided on. Default: market."
      })
  private String entryOrder;

  @Option(
      names = "--entry-bars",
      paramLabel = "N",
      defaultValue = "1",
      description = "Bars a limit or stop entry rests before it is cancelled. Default: 1.")
  private int entryBars;

  @Option(
      names = "--stop-loss",
      paramLabel = "PERCENT",
      description = "A resting stop instead of the strategy's own.")
  private @Nullable Double stopLoss;

  @Option(
      names = "--take-profit",
      paramLabel = "PERCENT",
      description = "A resting target instead of the strategy's own; with a stop, a bracket.")
  private @Nullable Double takeProfit;

  @Option(
      names = "--trailing-stop",
      paramLabel = "PERCENT",
      description = "A resting stop that follows the best price since the entry.")
  private @Nullable Double trailingStop;

  @Option(
      names = "--allow-jumps",
      description = "Go on although prices jump overnight as at a split that --splits lacks.")
  private boolean allowJumps;

  @SuppressWarnings("NullAway.Init") // picocli sets the fields before the command runs.
  ExecutionOptions() {}

  /** Whether to trade through jumps that look like unknown splits. */
  boolean allowJumps() {
    return allowJumps;
  }

  /** The splits and dividends of the files named. */
  CorporateActions actions() {
    requireFile("--splits", splits);
    requireFile("--dividends", dividends);
    return CorporateActions.read(Optional.ofNullable(splits), Optional.ofNullable(dividends));
  }

  /** Adjusted prices contain the splits already; those of a file would do nothing. */
  void requireBasis(PriceBasis basis) {
    if (splits != null && basis != PriceBasis.RAW) {
      throw InputException.usage(
          "--splits are applied to raw bars; --basis says " + basis.label() + ", not raw");
    }
  }

  private static void requireFile(String option, @Nullable Path file) {
    if (file != null && !Files.isRegularFile(file)) {
      throw InputException.data(option + " " + file + ": there is no such file");
    }
  }

  /** Settings with everything these options say. */
  BacktestSettings apply(BacktestSettings settings, MarketKind market, boolean fractional) {
    boolean crypto = market == MarketKind.CRYPTO;
    if (crypto && (splits != null || dividends != null)) {
      throw InputException.usage("--splits, --dividends: pairs of currencies have none");
    }
    if (!crypto && funding != null) {
      throw InputException.usage("--funding is of perpetuals; shares cost --margin-interest");
    }
    if (entryBars < 1) {
      throw InputException.usage("--entry-bars must be at least 1, not " + entryBars);
    }
    double most = leverage == null ? (crypto ? 10 : 1) : leverage;
    return orUsage("--leverage", () -> settings.withLeverage(most))
        .withInstruments(instruments(crypto, fractional))
        .withFinancing(financing(crypto), fundingRates())
        .withOrders(orders());
  }

  private InstrumentRules instruments(boolean crypto, boolean fractional) {
    InstrumentRules rules =
        orUsage("--instrument-rules", () -> InstrumentRules.byName(instrumentRules));
    if (crypto) {
      return rules;
    }
    return fractional ? InstrumentRules.FRACTIONS : InstrumentRules.SHARES;
  }

  private Financing financing(boolean crypto) {
    if (crypto) {
      // A perpetual's margin is not borrowed: what is due is funding.
      return orUsage("--funding", () -> new Financing(0, 0, constantFunding()));
    }
    return orUsage(
        "--margin-interest, --borrow-fee",
        () -> new Financing(marginInterest / PERCENT, borrowFee / PERCENT, 0));
  }

  private double constantFunding() {
    if (funding == null) {
      return 0.0001;
    }
    return fundingFile().isPresent() ? 0 : Double.parseDouble(funding) / PERCENT;
  }

  private Optional<FundingRates> fundingRates() {
    return fundingFile().map(FundingRates::read);
  }

  private Optional<Path> fundingFile() {
    return Optional.ofNullable(funding)
        .filter(text -> !text.matches("[+-]?[0-9.]+([eE][+-]?[0-9]+)?"))
        .map(Path::of);
  }

  private OrderPlan orders() {
    return new OrderPlan(
        orUsage("--entry-order", this::entry),
        fraction("--stop-loss", stopLoss).map(f -> orUsage("--stop-loss", () -> new StopLoss(f))),
        fraction("--take-profit", takeProfit)
            .map(f -> orUsage("--take-profit", () -> new TakeProfit(f))),
        fraction("--trailing-stop", trailingStop));
  }

  private static Optional<Double> fraction(String option, @Nullable Double percent) {
    if (percent != null && !(percent > 0 && percent < PERCENT)) {
      throw InputException.usage(option + " must be above 0 and below 100, not " + percent);
    }
    return Optional.ofNullable(percent).map(value -> value / PERCENT);
  }

  private EntryOrder entry() {
    List<String> parts = List.of(entryOrder.split(":", -1));
    String kind = parts.getFirst();
    return switch (kind + "/" + parts.size()) {
      case "market/1" -> new EntryOrder.Market();
      case "limit/2" -> new EntryOrder.Limit(part(parts, 1), entryBars);
      case "stop/2" -> new EntryOrder.Stop(part(parts, 1), entryBars);
      case "stop-limit/3" -> new EntryOrder.StopLimit(part(parts, 1), part(parts, 2), entryBars);
      default ->
          throw new IllegalArgumentException(
              "'"
                  + entryOrder
                  + "' is none of market, limit:PERCENT, stop:PERCENT, stop-limit:PERCENT:PERCENT");
    };
  }

  private static double part(List<String> parts, int index) {
    return Double.parseDouble(parts.get(index)) / PERCENT;
  }
}
