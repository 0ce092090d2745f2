package io.bellwether.workbench.cli;

import io.bellwether.market.Timeframe;
import io.bellwether.market.feed.FeedName;
import io.bellwether.strategy.StrategyCatalog;
import io.bellwether.strategy.StrategyDefinition;
import io.bellwether.strategy.parameter.Interval;
import io.bellwether.strategy.parameter.ParameterSpec;
import io.bellwether.strategy.parameter.ParameterType;
import io.bellwether.trading.config.AccountSettings;
import io.bellwether.trading.config.StrategyVersion;
import io.bellwether.trading.risk.RiskProfile;
import io.bellwether.workbench.cli.TextTable.Column;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What {@code strategies list} and {@code strategies show} print. */
final class StrategySheet {
  /** Narrow columns leave the meaning of a parameter room to be read. */
  private static final int DEFAULT_WIDTH = 9;

  private static final int BOUNDS_WIDTH = 12;

  private StrategySheet() {}

  /** All strategies, with the settings of those that are packaged. */
  static List<String> list(StrategyCatalog catalog, List<StrategyVersion> packaged) {
    TextTable table =
        TextTable.of(
            Column.text("name"),
            Column.text("symbols"),
            Column.text("timeframe"),
            Column.text("enabled"),
            Column.text("description"));
    for (String name : catalog.names()) {
      StrategyDefinition definition = catalog.definition(name);
      Optional<StrategyVersion> version =
          packaged.stream().filter(candidate -> candidate.strategy().equals(name)).findFirst();
      table.row(
          name,
          String.join(
              ", ", version.map(StrategyVersion::symbols).orElse(definition.defaultSymbols())),
          version.map(StrategyVersion::timeframe).orElse(definition.defaultTimeframe()).toString(),
          definition.researchOnly().isPresent()
              ? "research"
              : yesOrNo(version.map(StrategyVersion::enabled).orElse(false)),
          definition.description());
    }
    return table.lines();
  }

  /** All there is to know of one strategy. */
  static List<String> show(
      StrategyDefinition definition, Optional<StrategyVersion> packaged, Timeframe timeframe) {
    List<String> lines = new ArrayList<>();
    lines.add(TextTable.paragraph(definition.name() + ": " + definition.description(), 2));
    definition
        .researchOnly()
        .ifPresent(why -> lines.add(TextTable.paragraph("For research only: " + why + ".", 2)));
    lines.add("");
    lines.add("Parameters on " + timeframe + " bars");
    lines.addAll(parameters(definition, packaged, timeframe));
    packaged.ifPresent(version -> lines.addAll(settings(version)));
    return lines;
  }

  private static List<String> parameters(
      StrategyDefinition definition, Optional<StrategyVersion> packaged, Timeframe timeframe) {
    TextTable table =
        TextTable.of(
            Column.text("name"),
            Column.text("type"),
            Column.text("default", DEFAULT_WIDTH),
            Column.text("bounds", BOUNDS_WIDTH),
            Column.text("description"));
    for (ParameterSpec spec : definition.parameters().apply(timeframe)) {
      table.row(
          spec.name(),
          type(spec.type()),
          packaged
              .filter(version -> version.timeframe().equals(timeframe))
              .map(version -> version.parameters().get(spec.name()))
              .orElse(spec.defaultValue()),
          bounds(spec.type()),
          spec.description());
    }
    return table.lines();
  }

  private static String type(ParameterType type) {
    return switch (type) {
      case ParameterType.WholeNumber _ -> "integer";
      case ParameterType.DecimalNumber _ -> "number";
      case ParameterType.OnOff _ -> "switch";
      case ParameterType.Choice _ -> "choice";
      case ParameterType.TimeZone _ -> "zone";
    };
  }

  /** Bounds as mathematics writes them: a round bracket leaves its end out. */
  private static String bounds(ParameterType type) {
    return switch (type) {
      case ParameterType.WholeNumber whole -> "[" + whole.minimum() + "," + whole.maximum() + "]";
      case ParameterType.DecimalNumber number -> bounds(number.interval());
      case ParameterType.OnOff _ -> "on, off";
      case ParameterType.Choice choice -> String.join(", ", choice.choices());
      case ParameterType.TimeZone _ -> "tz database";
    };
  }

  private static String bounds(Interval interval) {
    if (interval.high() == Double.POSITIVE_INFINITY) {
      return (interval.lowIncluded() ? ">= " : "> ") + number(interval.low());
    }
    return (interval.lowIncluded() ? "[" : "(")
        + number(interval.low())
        + ","
        + number(interval.high())
        + (interval.highIncluded() ? "]" : ")");
  }

  private static List<String> settings(StrategyVersion version) {
    AccountSettings account = version.account();
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.add("Packaged settings");
    lines.addAll(
        pairs()
            .row("enabled", yesOrNo(version.enabled()))
            .row("symbols", String.join(", ", version.symbols()))
            .row("timeframe", version.timeframe().toString())
            .row("price basis", version.basis().label())
            .row("feeds", labels(version.feeds()))
            .row("account", account.id())
            .row("broker", account.broker() + ", " + label(account.mode()))
            .row("concentrate", yesOrNo(account.concentrate()))
            .row("fractional shares", yesOrNo(account.fractional()))
            .row("margin", yesOrNo(account.margin()))
            .row("cash reserve", percent(account.cashReserve()) + " of equity")
            .row("minimum notional", account.minimumNotional().toPlainString() + " USD")
            .lines());
    lines.add("");
    lines.add("Risk profile: " + account.riskProfile());
    lines.addAll(risk(account.limits()));
    return lines;
  }

  private static String labels(List<FeedName> feeds) {
    return feeds.stream().map(FeedName::label).collect(Collectors.joining(", "));
  }

  private static List<String> risk(RiskProfile profile) {
    TextTable table =
        TextTable.of(Column.text("limit"), Column.text("figure"), Column.text("meaning"));
    profile
        .limits()
        .forEach(
            (limit, figure) -> table.row(limit.key(), limit.describe(figure), limit.meaning()));
    if (!profile.symbols().isEmpty()) {
      table.row(
          RiskProfile.SYMBOLS,
          String.join(", ", profile.symbols()),
          "the only symbols that may be entered");
    }
    String base =
        switch (profile.weightBase()) {
          case EQUITY -> "equity";
          case BUYING_POWER -> "buying power without margin";
          case MARGIN_BUYING_POWER -> "buying power with margin";
        };
    List<String> lines = new ArrayList<>();
    if (profile.limits().isEmpty()) {
      lines.add("No limits but those every entry has.");
    } else {
      lines.addAll(table.lines());
      lines.add("The weight base is " + base + ".");
    }
    return lines;
  }

  private static TextTable pairs() {
    return TextTable.of(Column.text(""), Column.text(""));
  }

  private static String percent(BigDecimal fraction) {
    return fraction.movePointRight(2).stripTrailingZeros().toPlainString() + " %";
  }

  private static String number(double value) {
    return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
  }

  private static String label(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  private static String yesOrNo(boolean value) {
    return value ? "yes" : "no";
  }
}
