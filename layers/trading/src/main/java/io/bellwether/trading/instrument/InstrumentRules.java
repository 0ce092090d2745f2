package io.bellwether.trading.instrument;

import io.bellwether.market.PriceStep;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The rules of a venue's instruments, stated for a backtest; live they are read of the venue.
 * Immutable.
 */
public final class InstrumentRules {
  /** Any quantity and any price of any instrument: for comparisons and golden runs. */
  public static final InstrumentRules NONE =
      new InstrumentRules("none", Optional.of(InstrumentRule.NONE), new TreeMap<>());

  /**
   * Linear perpetuals at Bybit in 2026. Steps and minimums as its instruments-info answers,
   * maintenance margin 0.5 % in the lowest risk tier of either. They were different in earlier
   * years; a backtest over these is a statement about today's rules.
   */
  public static final InstrumentRules EXCHANGE =
      new InstrumentRules(
          "exchange",
          Optional.empty(),
          new TreeMap<>(Map.of("BTCUSDT", rule(0.001, "0.10"), "ETHUSDT", rule(0.01, "0.01"))));

  /** Whole shares of any symbol. */
  public static final InstrumentRules SHARES = ofAll("whole shares", QuantityRule.WHOLE);

  /** Fractions of shares of any symbol. */
  public static final InstrumentRules FRACTIONS =
      ofAll("fractions of shares", QuantityRule.FRACTIONAL);

  private static final double BYBIT_MINIMUM_NOTIONAL = 5;
  private static final double BYBIT_MAINTENANCE_MARGIN = 0.005;

  private final String name;
  private final Optional<InstrumentRule> others;
  private final SortedMap<String, InstrumentRule> bySymbol;

  private InstrumentRules(
      String name, Optional<InstrumentRule> others, SortedMap<String, InstrumentRule> bySymbol) {
    this.name = name;
    this.others = others;
    this.bySymbol = bySymbol;
  }

  private static InstrumentRules ofAll(String name, QuantityRule quantities) {
    InstrumentRule rule = new InstrumentRule(quantities, PriceStep.NONE, 0);
    return new InstrumentRules(name, Optional.of(rule), new TreeMap<>());
  }

  private static InstrumentRule rule(double step, String tick) {
    BigDecimal price = new BigDecimal(tick);
    return new InstrumentRule(
        new QuantityRule(step, step, BYBIT_MINIMUM_NOTIONAL),
        new PriceStep(price, BigDecimal.ZERO, price),
        BYBIT_MAINTENANCE_MARGIN);
  }

  /**
   * The rules of that name, {@code none} or {@code exchange}.
   *
   * @throws IllegalArgumentException if there are none; the message lists the names
   */
  public static InstrumentRules byName(String name) {
    return switch (name) {
      case "none" -> NONE;
      case "exchange" -> EXCHANGE;
      default ->
          throw new IllegalArgumentException(
              "'" + name + "' names no instrument rules; there are none, exchange");
    };
  }

  /** The name on the command line and in reports. */
  public String name() {
    return name;
  }

  /**
   * The rule of a symbol.
   *
   * @throws IllegalArgumentException if it is not known; {@link #NONE} knows every symbol
   */
  public InstrumentRule of(String symbol) {
    return Optional.ofNullable(bySymbol.get(symbol))
        .or(() -> others)
        .orElseThrow(() -> unknown(symbol));
  }

  private IllegalArgumentException unknown(String symbol) {
    return new IllegalArgumentException(
        "no instrument rules for "
            + symbol
            + ", only for "
            + String.join(", ", bySymbol.keySet())
            + ": state them, or take the rules 'none'");
  }

  /** These rules with another instrument's, or others for one of them. */
  public InstrumentRules with(String symbol, InstrumentRule rule) {
    SortedMap<String, InstrumentRule> changed = new TreeMap<>(bySymbol);
    changed.put(symbol, rule);
    return new InstrumentRules(name, others, changed);
  }
}
