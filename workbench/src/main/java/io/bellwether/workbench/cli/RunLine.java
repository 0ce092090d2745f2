package io.bellwether.workbench.cli;

import io.bellwether.market.Instrument;
import io.bellwether.market.Timeframe;
import io.bellwether.strategy.StrategyCatalog;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A run in one line: {@code [LABEL:] STRATEGY SYMBOL=FILE... [PARAMETER=VALUE...]}, parted by
 * blanks. A file name with blanks stands in double quotes. The symbols are the strategy's, the main
 * one first. {@code timeframe=1h} decides on other bars than the strategy would.
 *
 * @param origin where the line stands, for errors
 * @param label the name it is given, if it is given one
 * @param bars each {@code SYMBOL=FILE}
 * @param symbols those of the bars, each once
 * @param parameters in the order given
 */
record RunLine(
    String origin,
    Optional<String> label,
    String strategy,
    List<String> bars,
    List<String> symbols,
    Optional<Timeframe> timeframe,
    Map<String, String> parameters) {
  private static final Pattern WORD = Pattern.compile("(?:[^\\s\"]|\"[^\"]*\")+");
  private static final Pattern LABEL = Pattern.compile("[^:=\"]{1,40}:");
  private static final String TIMEFRAME = "timeframe";

  /**
   * Reads a line.
   *
   * @throws InputException if it is none
   */
  static RunLine parse(String origin, String text) {
    if (text.chars().filter(c -> c == '"').count() % 2 != 0) {
      throw InputException.usage(origin + ": a quotation mark is missing");
    }
    if (text.chars().anyMatch(c -> Character.isISOControl(c) && c != '\t')) {
      throw InputException.usage(origin + ": there is a control character in it");
    }
    List<String> words =
        WORD.matcher(text).results().map(word -> word.group().replace("\"", "")).toList();
    boolean labelled = !words.isEmpty() && LABEL.matcher(words.getFirst()).matches();
    int first = labelled ? 1 : 0;
    if (words.size() <= first || words.get(first).contains("=")) {
      throw InputException.usage(
          origin + ": the strategy is missing; write a run as \"rsi2 TQQQ=tqqq.csv entry-rsi=25\"");
    }
    Optional<String> label =
        labelled
            ? Optional.of(words.getFirst().substring(0, words.getFirst().length() - 1))
            : Optional.empty();
    return arguments(origin, label, words.get(first), words.subList(first + 1, words.size()));
  }

  private static RunLine arguments(
      String origin, Optional<String> label, String strategy, List<String> words) {
    List<String> bars = new ArrayList<>();
    List<String> symbols = new ArrayList<>();
    Map<String, String> parameters = new LinkedHashMap<>();
    for (String word : words) {
      int equals = word.indexOf('=');
      if (equals <= 0 || equals == word.length() - 1) {
        throw InputException.usage(
            origin + ": '" + word + "' is neither SYMBOL=FILE nor PARAMETER=VALUE");
      }
      String name = word.substring(0, equals);
      if (isSymbol(name)) {
        bars.add(word);
        if (!symbols.contains(name)) {
          symbols.add(name);
        }
      } else if (parameters.put(name, word.substring(equals + 1)) != null) {
        throw InputException.usage(origin + ": " + name + " is given twice");
      }
    }
    if (bars.isEmpty()) {
      throw InputException.usage(
          origin + ": " + strategy + " needs bars: add SYMBOL=FILE, such as TQQQ=tqqq.csv");
    }
    Optional<Timeframe> timeframe =
        Optional.ofNullable(parameters.remove(TIMEFRAME)).map(value -> timeframe(origin, value));
    return new RunLine(origin, label, strategy, bars, symbols, timeframe, parameters);
  }

  private static boolean isSymbol(String name) {
    try {
      Instrument.requireSymbol(name);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static Timeframe timeframe(String origin, String value) {
    try {
      return Timeframe.parse(value);
    } catch (IllegalArgumentException e) {
      throw InputException.usage(origin + ": timeframe: " + e.getMessage());
    }
  }

  /** The run, on all the dates of its bars. */
  RunRequest request(TradingOptions trading, StrategyCatalog catalog) {
    return new RunRequest(
        strategy,
        bars,
        Optional.of(symbols),
        timeframe.or(trading::timeframe),
        parameters,
        Optional.empty(),
        Optional.empty(),
        trading,
        catalog);
  }

  /** {@code entry-rsi=25 hedge=off}; empty without parameters. */
  String parameterText() {
    return parameters.entrySet().stream()
        .map(entry -> entry.getKey() + "=" + entry.getValue())
        .collect(Collectors.joining(" "));
  }

  /**
   * A label for each line: the one given, else the strategy, with symbols, timeframe and parameters
   * as far as it takes them to tell the lines apart.
   *
   * @throws InputException if two lines were given the same
   */
  static List<String> labels(List<RunLine> lines) {
    Map<String, RunLine> given = new HashMap<>();
    for (RunLine line : lines) {
      RunLine other = line.label.isEmpty() ? null : given.put(line.label.get(), line);
      if (other != null) {
        throw InputException.usage(
            line.origin
                + ": "
                + other.origin
                + " has the label '"
                + line.label.get()
                + "' already");
      }
    }
    List<Function<RunLine, String>> forms =
        List.of(
            RunLine::strategy,
            line -> line.strategy + " " + String.join(" ", line.symbols),
            line -> line.strategy + " " + line.symbols.getFirst() + line.details(),
            line -> line.strategy + " " + String.join(" ", line.symbols) + line.details());
    for (Function<RunLine, String> form : forms) {
      List<String> labels =
          lines.stream().map(line -> line.label.orElse(form.apply(line))).toList();
      if (labels.stream().distinct().count() == labels.size()) {
        return labels;
      }
    }
    List<String> labels = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      RunLine line = lines.get(i);
      labels.add(line.label.orElse(forms.getLast().apply(line) + " #" + (i + 1)));
    }
    return labels;
  }

  private String details() {
    String text = timeframe.map(value -> " " + value).orElse("") + " " + parameterText();
    return text.stripTrailing();
  }
}
