package io.bellwether.cloud;

import io.bellwether.trading.TradingMode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What the environment says of the analyst.
 *
 * @param model the id of the model that is asked
 * @param prices what its tokens cost, if that is said
 * @param monthlyBudgetUsd the most that may be spent on it in a month; 0 asks nobody
 * @param autoApply whether a proposal that the gate lets pass becomes active without a person
 * @param bounds which parameters may be proposed and their values, in the notation of the analyst;
 *     its own bounds if absent
 * @param gate the limits of the gate that differ from its own, in its notation
 * @param historyYears how many years of daily bars are studied
 */
public record AnalystSettings(
    String model,
    Optional<Prices> prices,
    BigDecimal monthlyBudgetUsd,
    boolean autoApply,
    Optional<String> bounds,
    Optional<String> gate,
    int historyYears) {
  /** Asked where the environment names no other. */
  public static final String DEFAULT_MODEL = "claude-sonnet-5-5";

  /** A question costs some cents, and there is one a strategy and day. */
  private static final String DEFAULT_BUDGET_USD = "10";

  private static final BigDecimal HIGHEST_BUDGET_USD = new BigDecimal(1000);
  private static final int DEFAULT_HISTORY_YEARS = 10;
  private static final int LONGEST_HISTORY_YEARS = 30;

  /**
   * The gate holds out the later part of the history; of less it has too few trades to judge by.
   */
  private static final int SHORTEST_HISTORY_YEARS = 3;

  private static final Pattern PRICES =
      Pattern.compile("\\d{1,4}(\\.\\d{1,4})?,\\d{1,4}(\\.\\d{1,4})?");

  private static final Pattern MODEL = Pattern.compile("[a-z0-9][a-z0-9.-]{0,63}");

  /** No longer served, or not for long, by what Anthropic's SDK marks as ending. */
  private static final Set<String> ENDED =
      Set.of("claude-sonnet-4-5", "claude-sonnet-4-5-20250929", "claude-mythos-preview");

  private static final List<String> ENDED_FAMILIES =
      List.of("claude-1", "claude-2", "claude-3", "claude-instant", "claude-sonnet-4-2025");

  /**
   * What tokens cost, in US dollars.
   *
   * @param inputUsd a million tokens of a prompt
   * @param outputUsd a million tokens of an answer
   */
  public record Prices(BigDecimal inputUsd, BigDecimal outputUsd) {}

  /**
   * Reads the settings.
   *
   * @param values those that are there
   * @param mode of trading
   * @param errors is told of everything that is wrong
   */
  static AnalystSettings read(Map<Setting, String> values, TradingMode mode, List<String> errors) {
    String model = values.getOrDefault(Setting.ANALYST_MODEL, DEFAULT_MODEL);
    checkModel(model, errors);
    return new AnalystSettings(
        model,
        prices(Optional.ofNullable(values.get(Setting.ANALYST_PRICES)), errors),
        budget(values.getOrDefault(Setting.ANALYST_BUDGET_USD, DEFAULT_BUDGET_USD), errors),
        autoApply(values.getOrDefault(Setting.ANALYST_AUTO_APPLY, "false"), mode, errors),
        Optional.ofNullable(values.get(Setting.ANALYST_BOUNDS)),
        Optional.ofNullable(values.get(Setting.ANALYST_GATE)),
        years(Optional.ofNullable(values.get(Setting.ANALYSIS_HISTORY_YEARS)), errors));
  }

  private static void checkModel(String model, List<String> errors) {
    if (!MODEL.matcher(model).matches()) {
      errors.add("ANALYST_MODEL must be a model's id such as " + DEFAULT_MODEL);
    } else if (ENDED.contains(model) || ENDED_FAMILIES.stream().anyMatch(model::startsWith)) {
      errors.add(
          "ANALYST_MODEL is %s, which is not served any more or soon will not be: take %s"
              .formatted(model, DEFAULT_MODEL));
    }
  }

  /** With money it is said in the word for it; said of paper, that word is a doubt. */
  private static boolean autoApply(String text, TradingMode mode, List<String> errors) {
    boolean live = mode == TradingMode.LIVE;
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "false" -> false;
      case "true" -> {
        if (live) {
          errors.add(
              "ANALYST_AUTO_APPLY is true beside TRADING_MODE=live: if proposals are to change how"
                  + " real money is traded without a person, say ANALYST_AUTO_APPLY=live");
        }
        yield !live;
      }
      case "live" -> {
        if (!live) {
          errors.add("ANALYST_AUTO_APPLY is live, but TRADING_MODE is paper: say true");
        }
        yield live;
      }
      default -> {
        errors.add("ANALYST_AUTO_APPLY must be false, true or live, not '" + text + "'");
        yield false;
      }
    };
  }

  /** Free tokens would never use a budget up. */
  private static Optional<Prices> prices(Optional<String> said, List<String> errors) {
    if (said.isEmpty()) {
      return Optional.empty();
    }
    String text = said.get();
    if (PRICES.matcher(text).matches()) {
      List<BigDecimal> both = Stream.of(text.split(",", -1)).map(BigDecimal::new).toList();
      if (both.stream().allMatch(price -> price.signum() > 0)) {
        return Optional.of(new Prices(both.getFirst(), both.getLast()));
      }
    }
    errors.add(
        "ANALYST_PRICES must be what a million tokens cost in USD, in the prompt and in the answer,"
            + " such as 3,15, not '"
            + text
            + "'");
    return Optional.empty();
  }

  private static BigDecimal budget(String text, List<String> errors) {
    try {
      BigDecimal budget = new BigDecimal(text);
      if (budget.signum() >= 0 && budget.compareTo(HIGHEST_BUDGET_USD) <= 0) {
        return budget;
      }
    } catch (NumberFormatException e) {
      // Said below, like every other amount that is none.
    }
    errors.add(
        "ANALYST_BUDGET_USD must be an amount from 0 to %s a month, such as 10, not '%s'"
            .formatted(HIGHEST_BUDGET_USD, text));
    return BigDecimal.ZERO;
  }

  private static int years(Optional<String> text, List<String> errors) {
    try {
      int years = text.map(Integer::parseInt).orElse(DEFAULT_HISTORY_YEARS);
      if (years >= SHORTEST_HISTORY_YEARS && years <= LONGEST_HISTORY_YEARS) {
        return years;
      }
    } catch (NumberFormatException e) {
      // Said below, like every other number that is none.
    }
    errors.add(
        "ANALYSIS_HISTORY_YEARS must be a whole number from %d to %d, not '%s'"
            .formatted(SHORTEST_HISTORY_YEARS, LONGEST_HISTORY_YEARS, text.orElse("")));
    return DEFAULT_HISTORY_YEARS;
  }
}
