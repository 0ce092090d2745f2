package io.bellwether.trading.risk;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The limits a profile may set, under the keys that strategy documents know them by. */
public enum RiskLimit {
  POSITION_WEIGHT(
      "position-weight",
      Unit.WEIGHT,
      Scope.EVERYWHERE,
      "the most one main position may be worth, as a fraction of the weight base"),
  HEDGE_WEIGHT(
      "hedge-weight",
      Unit.WEIGHT,
      Scope.EVERYWHERE,
      "the most one hedge position may be worth, as a fraction of the weight base"),
  POSITION_NOTIONAL(
      "position-notional",
      Unit.MONEY,
      Scope.EVERYWHERE,
      "the most one position may be worth, in US dollars"),
  LEVERAGE(
      "leverage",
      Unit.MULTIPLE,
      Scope.EVERYWHERE,
      "the most all positions together may be worth, as a multiple of equity"),
  BUYING_POWER_RESERVE(
      "buying-power-reserve",
      Unit.PROPER_FRACTION,
      Scope.EVERYWHERE,
      "the buying power that no entry touches, as a fraction of equity"),
  VOLUME_SHARE(
      "volume-share",
      Unit.PROPER_FRACTION,
      Scope.LIVE,
      "the most one order may be of the symbol's average daily volume"),
  STOP_REQUIRED(
      "stop-required",
      Unit.SWITCH,
      Scope.EVERYWHERE,
      "whether an entry in the main symbol needs a stop"),
  STOP_DISTANCE(
      "stop-distance",
      Unit.PROPER_FRACTION,
      Scope.EVERYWHERE,
      "the farthest a required stop may be, as a fraction of the entry price"),
  POSITION_RISK(
      "position-risk",
      Unit.PROPER_FRACTION,
      Scope.EVERYWHERE,
      "the most one position may lose until its stop, as a fraction of equity"),
  OPEN_RISK(
      "open-risk",
      Unit.PROPER_FRACTION,
      Scope.EVERYWHERE,
      "the most all positions together may lose until their stops, as a fraction of equity"),
  KELLY_FRACTION(
      "kelly-fraction",
      Unit.WEIGHT,
      Scope.LIVE,
      "the part of the Kelly weight that one position may be worth"),
  KELLY_TRADES(
      "kelly-trades", Unit.COUNT, Scope.LIVE, "the closed trades from which on Kelly is reckoned"),
  ONE_SYMBOL(
      "one-symbol",
      Unit.SWITCH,
      Scope.EVERYWHERE,
      "whether an entry is refused while another symbol is held"),
  PRICE_COLLAR(
      "price-collar",
      Unit.PROPER_FRACTION,
      Scope.LIVE,
      "how far the latest trade may be from the price an entry was sized with"),
  PRICE_AGE("price-age", Unit.SECONDS, Scope.LIVE, "how old the latest trade may be, in seconds"),
  ENTRIES_PER_MINUTE(
      "entries-per-minute", Unit.COUNT, Scope.LIVE, "the most entries within 60 seconds"),
  ENTRIES_PER_DAY("entries-per-day", Unit.COUNT, Scope.LIVE, "the most entries of a day"),
  EXITS_ALARM(
      "exits-alarm",
      Unit.COUNT,
      Scope.LIVE,
      "the exits and stops of a day from which on a person is called; none is held back"),
  DAY_LOSS(
      "day-loss",
      Unit.PROPER_FRACTION,
      Scope.EVERYWHERE,
      "the loss since the last close, as a fraction of equity then, that ends the day's entries"),
  DAY_LOSS_AMOUNT(
      "day-loss-amount",
      Unit.MONEY,
      Scope.EVERYWHERE,
      "the loss since the last close, in US dollars, that ends the day's entries"),
  DRAWDOWN(
      "drawdown",
      Unit.PROPER_FRACTION,
      Scope.EVERYWHERE,
      "the fall from peak equity at which everything is closed"),
  TOTAL_LOSS_AMOUNT(
      "total-loss-amount",
      Unit.MONEY,
      Scope.EVERYWHERE,
      "the loss since the start, in US dollars, at which everything is closed");

  /** What the figure of a limit is. */
  enum Unit {
    /** A fraction that may exceed 1, not negative. */
    WEIGHT("must not be negative"),
    /** More than 0. */
    MULTIPLE("must be more than 0"),
    /** More than 0, less than 1. */
    PROPER_FRACTION("must be above 0 and below 1"),
    /** More than 0, in the account's currency. */
    MONEY("must be more than 0"),
    /** A whole number, at least 1. */
    COUNT("must be a whole number of at least 1"),
    SECONDS("must be a whole number of at least 1"),
    /** On; absent is off. */
    SWITCH("must be true or false");

    private final String demand;

    Unit(String demand) {
      this.demand = demand;
    }

    private boolean admits(BigDecimal value) {
      return switch (this) {
        case WEIGHT -> value.signum() >= 0;
        case MULTIPLE, MONEY -> value.signum() > 0;
        case PROPER_FRACTION -> value.signum() > 0 && value.compareTo(BigDecimal.ONE) < 0;
        case COUNT, SECONDS -> value.signum() > 0 && value.stripTrailingZeros().scale() <= 0;
        case SWITCH -> value.compareTo(BigDecimal.ONE) == 0;
      };
    }
  }

  /** Where a limit can be judged. */
  private enum Scope {
    EVERYWHERE,
    /** Only where there are quotes, volumes and times between bars: not in a backtest. */
    LIVE
  }

  /** The alarm about exits where a profile sets none. */
  public static final BigDecimal USUAL_EXITS_ALARM = BigDecimal.valueOf(100);

  /** More digits than this, before or behind the point, are a slip of the pen. */
  private static final int MOST_DIGITS = 18;

  private final String key;
  private final Unit unit;
  private final Scope scope;
  private final String meaning;

  RiskLimit(String key, Unit unit, Scope scope, String meaning) {
    this.key = key;
    this.unit = unit;
    this.scope = scope;
    this.meaning = meaning;
  }

  /** The key in strategy documents, such as {@code day-loss}. */
  public String key() {
    return key;
  }

  /** One line for people. */
  public String meaning() {
    return meaning;
  }

  /** Whether a backtest of bars can judge it. */
  public boolean appliesToBacktest() {
    return scope == Scope.EVERYWHERE;
  }

  /** Whether it is a switch rather than a figure. */
  public boolean isSwitch() {
    return unit == Unit.SWITCH;
  }

  /** A figure of this limit as people read it, such as {@code 25 %} or {@code 5 USD}. */
  public String describe(BigDecimal figure) {
    return switch (unit) {
      case WEIGHT, PROPER_FRACTION -> Figures.percent(figure);
      case MULTIPLE, COUNT -> Figures.plain(figure);
      case MONEY -> Figures.plain(figure) + " USD";
      case SECONDS -> Figures.plain(figure) + " s";
      case SWITCH -> "yes";
    };
  }

  /** The limit of that key. */
  public static Optional<RiskLimit> byKey(String key) {
    return Arrays.stream(values()).filter(limit -> limit.key.equals(key)).findFirst();
  }

  /** All keys. */
  public static List<String> keys() {
    return Arrays.stream(values()).map(RiskLimit::key).toList();
  }

  /**
   * Checks a figure of this limit.
   *
   * @throws IllegalArgumentException if it makes no sense
   */
  BigDecimal requireSensible(BigDecimal value) {
    if (!unit.admits(value)) {
      throw new IllegalArgumentException(
          "%s %s, not %s".formatted(key, unit.demand, Figures.plain(value)));
    }
    return value;
  }

  /**
   * The figure a document states for this limit; empty if it turns the limit off.
   *
   * @throws IllegalArgumentException if it makes no sense
   */
  Optional<BigDecimal> parse(String text) {
    if (text.equals(RiskProfile.OFF) || (isSwitch() && text.equals("false"))) {
      return Optional.empty();
    }
    if (isSwitch()) {
      if (text.equals("true")) {
        return Optional.of(BigDecimal.ONE);
      }
      throw new IllegalArgumentException(key + " " + unit.demand + ", not " + text);
    }
    try {
      BigDecimal figure = new BigDecimal(text);
      if (Math.abs((long) figure.precision() - figure.scale()) > MOST_DIGITS
          || Math.abs((long) figure.scale()) > MOST_DIGITS) {
        throw new IllegalArgumentException(key + " is out of any range: " + text);
      }
      return Optional.of(requireSensible(figure));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "%s must be a number or '%s', not '%s'".formatted(key, RiskProfile.OFF, text), e);
    }
  }
}
