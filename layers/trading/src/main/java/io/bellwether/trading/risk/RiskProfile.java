package io.bellwether.trading.risk;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Limits of an account; an absent one does not apply. {@link RiskProfiles} has the presets.
 *
 * @param name {@code concentrated}, {@code swing}, {@code none}, ...
 * @param limits the figures by limit, in the order of {@link RiskLimit}; a switch that is on is 1
 * @param weightBase what the weights are fractions of
 * @param admitsShorts whether an entry may sell what is not held
 * @param symbols the only symbols that may be entered; none named: all of the strategy's
 */
public record RiskProfile(
    String name,
    Map<RiskLimit, BigDecimal> limits,
    WeightBase weightBase,
    boolean admitsShorts,
    List<String> symbols) {
  /** What a document states to turn a preset limit off. */
  public static final String OFF = "off";

  /** The key under which a document narrows the symbols, separated by commas. */
  public static final String SYMBOLS = "symbols";

  /** What the weights of a profile are fractions of, in the broker's figures of the moment. */
  public enum WeightBase {
    EQUITY,
    /** The lesser of the broker's buying power and equity: no borrowed money. */
    BUYING_POWER,
    /** The broker's buying power, which may be a multiple of equity. */
    MARGIN_BUYING_POWER
  }

  /**
   * @throws IllegalArgumentException if a figure makes no sense
   */
  public RiskProfile {
    Map<RiskLimit, BigDecimal> ordered = new EnumMap<>(RiskLimit.class);
    for (Map.Entry<RiskLimit, BigDecimal> limit : limits.entrySet()) {
      ordered.put(limit.getKey(), sensible(name, limit.getKey(), limit.getValue()));
    }
    limits = Collections.unmodifiableMap(ordered);
    symbols = List.copyOf(symbols);
  }

  /** A profile without limits but those every entry has, its weights being of equity. */
  public static RiskProfile named(String name) {
    return new RiskProfile(name, Map.of(), WeightBase.EQUITY, false, List.of());
  }

  /** The figure of a limit. */
  public Optional<BigDecimal> limit(RiskLimit limit) {
    return Optional.ofNullable(limits.get(limit));
  }

  /** Whether a limit applies. */
  public boolean has(RiskLimit limit) {
    return limits.containsKey(limit);
  }

  /** The fall from peak equity at which everything is closed. */
  public Optional<BigDecimal> maximumDrawdown() {
    return limit(RiskLimit.DRAWDOWN);
  }

  /** Whether an entry is refused while another symbol is held. */
  public boolean oneSymbolAtATime() {
    return has(RiskLimit.ONE_SYMBOL);
  }

  /** Whether any limit is on the account's equity, which then is to be watched. */
  public boolean limitsLosses() {
    return has(RiskLimit.DRAWDOWN)
        || has(RiskLimit.TOTAL_LOSS_AMOUNT)
        || has(RiskLimit.DAY_LOSS)
        || has(RiskLimit.DAY_LOSS_AMOUNT);
  }

  /**
   * This profile with a limit set or replaced.
   *
   * @throws IllegalArgumentException if the figure makes no sense
   */
  public RiskProfile with(RiskLimit limit, String figure) {
    return with(limit, Optional.of(new BigDecimal(figure)));
  }

  /** This profile with a switch on. */
  public RiskProfile with(RiskLimit limit) {
    return with(limit, Optional.of(BigDecimal.ONE));
  }

  private RiskProfile with(RiskLimit limit, Optional<BigDecimal> figure) {
    Map<RiskLimit, BigDecimal> changed = new EnumMap<>(RiskLimit.class);
    changed.putAll(limits);
    figure.ifPresentOrElse(value -> changed.put(limit, value), () -> changed.remove(limit));
    return new RiskProfile(name, changed, weightBase, admitsShorts, symbols);
  }

  /** This profile with weights of something else. */
  RiskProfile weighing(WeightBase base) {
    return new RiskProfile(name, limits, base, admitsShorts, symbols);
  }

  /** This profile where an entry may sell what is not held. */
  RiskProfile admittingShorts() {
    return new RiskProfile(name, limits, weightBase, true, symbols);
  }

  /**
   * This profile for an account that uses margin: weights of buying power then are of the broker's
   * figure, however much more than equity that is. Weights of equity stay what they are.
   */
  public RiskProfile onMargin() {
    return weightBase != WeightBase.BUYING_POWER ? this : weighing(WeightBase.MARGIN_BUYING_POWER);
  }

  /** The part of this profile that bars alone can judge. */
  public RiskProfile forBacktest() {
    Map<RiskLimit, BigDecimal> judged = new EnumMap<>(RiskLimit.class);
    limits.forEach(
        (limit, figure) -> {
          if (limit.appliesToBacktest()) {
            judged.put(limit, figure);
          }
        });
    return judged.equals(limits)
        ? this
        : new RiskProfile(name, judged, weightBase, admitsShorts, symbols);
  }

  /**
   * This profile with single limits changed, as an account's document states them: a figure, {@code
   * true}, {@code false}, or {@code off} by {@link RiskLimit#key}; symbols under {@link #SYMBOLS}.
   *
   * @throws IllegalArgumentException listing every problem
   */
  public RiskProfile adjusted(Map<String, String> stated) {
    if (stated.isEmpty()) {
      return this;
    }
    List<String> problems = new ArrayList<>();
    RiskProfile changed = new RiskProfile(name + "*", limits, weightBase, admitsShorts, symbols);
    for (Map.Entry<String, String> entry : new TreeMap<>(stated).entrySet()) {
      try {
        changed = changed.adjusted(entry.getKey(), entry.getValue());
      } catch (IllegalArgumentException e) {
        problems.add(String.valueOf(e.getMessage()));
      }
    }
    if (problems.isEmpty()) {
      return changed;
    }
    throw new IllegalArgumentException(String.join("; ", problems));
  }

  private RiskProfile adjusted(String key, String text) {
    if (key.equals(SYMBOLS)) {
      List<String> only =
          List.of(text.split(",")).stream().map(String::strip).filter(s -> !s.isEmpty()).toList();
      if (only.isEmpty()) {
        throw new IllegalArgumentException(SYMBOLS + " must name at least one symbol");
      }
      return new RiskProfile(name, limits, weightBase, admitsShorts, only);
    }
    RiskLimit limit =
        RiskLimit.byKey(key)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "'%s' is no risk limit; there are %s, %s"
                            .formatted(key, String.join(", ", RiskLimit.keys()), SYMBOLS)));
    return with(limit, limit.parse(text));
  }

  private static BigDecimal sensible(String name, RiskLimit limit, BigDecimal value) {
    try {
      return limit.requireSensible(value);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("risk profile " + name + ": " + e.getMessage(), e);
    }
  }
}
