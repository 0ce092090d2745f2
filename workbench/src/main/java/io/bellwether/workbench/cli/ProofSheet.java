package io.bellwether.workbench.cli;

import io.bellwether.research.proof.Coverage;
import io.bellwether.research.proof.Finding;
import io.bellwether.research.proof.ProofResult;
import io.bellwether.research.proof.WarmUp;
import io.bellwether.strategy.Strategy;
import io.bellwether.workbench.cli.TextTable.Column;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What {@code prove} prints.
 *
 * @param strategy what was proven or disproved
 * @param parameters those that were given
 * @param seed of everything made up
 * @param result what it came to
 */
record ProofSheet(
    Strategy strategy, Map<String, String> parameters, long seed, ProofResult result) {
  private static final int NAME_WIDTH = 34;

  /** Names of columns that build on others wrap; the numbers beside them do not. */
  private static final int COLUMN_WIDTH = 36;

  /** For people, in 80 columns. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.addAll(paragraph(title() + (result.holds() ? ": PROVEN" : ": DISPROVED")));
    lines.add("");
    if (result.holds()) {
      lines.addAll(paragraph(proven()));
    } else {
      lines.addAll(disproved());
    }
    lines.add("");
    lines.addAll(covered());
    result.warmUp().ifPresent(warmUp -> lines.addAll(history(warmUp)));
    lines.add("");
    lines.addAll(
        paragraph(
            "Not proven, as bars cannot show it: prices that were revised or adjusted later,"
                + " symbols chosen because they survived, parameters chosen on these same bars."));
    return lines;
  }

  private String title() {
    String set =
        new TreeMap<>(parameters)
            .entrySet().stream()
                .map(entry -> ", " + entry.getKey() + "=" + entry.getValue())
                .collect(Collectors.joining());
    return strategy.name()
        + " on "
        + strategy.timeframe()
        + " bars of "
        + String.join(", ", strategy.symbols())
        + set;
  }

  private String proven() {
    String columns =
        result.columns().isEmpty()
            ? "it asks for no columns of indicators, so its decisions alone were compared"
            : "every value of its " + result.columns().size() + " columns was the same, bit by bit";
    return "With the bars up to a bar, with the bars that follow and with made-up bars after it,"
        + " every decision was the same (entry, direction, size, stop, target, exit,"
        + " explanation); "
        + columns
        + ". Decided bar by bar, its trades were the backtest's, and later bars changed none of"
        + " them.";
  }

  private List<String> disproved() {
    Finding first = result.findings().getFirst();
    List<String> lines = new ArrayList<>(finding(first));
    List<Finding> others = result.findings().subList(1, result.findings().size());
    if (!others.isEmpty()) {
      lines.add("");
      lines.add("Then also");
      TextTable table = TextTable.of(Column.number("bar"), Column.text(""));
      for (Finding other : others) {
        table.row(Integer.toString(other.bar()), other.subject());
      }
      lines.addAll(table.lines());
    }
    return lines;
  }

  private static List<String> finding(Finding finding) {
    String sentence = finding.kind().words();
    List<String> lines =
        new ArrayList<>(
            paragraph(
                sentence.substring(0, 1).toUpperCase(Locale.ROOT) + sentence.substring(1) + "."));
    lines.add("");
    TextTable table = TextTable.of(Column.text(""), Column.text(""));
    table.row("bar", finding.bar() + ", " + finding.start() + ", of " + finding.series());
    table.row("what", finding.subject());
    table.row(finding.hindsight().isEmpty() ? "said" : "first", finding.known());
    if (!finding.hindsight().isEmpty()) {
      table.row("second", finding.hindsight());
    }
    table.row("how", finding.detail());
    lines.addAll(table.lines());
    return lines;
  }

  /** What was looked at, series by series. */
  private List<String> covered() {
    TextTable table =
        TextTable.of(
            Column.text("covered, seed " + seed, NAME_WIDTH),
            Column.number("bars"),
            Column.number("known last"),
            Column.number("values"),
            Column.number("trades"));
    long forming = 0;
    for (Coverage coverage : result.coverage()) {
      forming += coverage.formingInstants();
      if (coverage.formingInstants() == 0) {
        table.row(
            coverage.series(),
            Integer.toString(coverage.bars()),
            Integer.toString(coverage.barsAsLast()),
            count(coverage.cells()),
            Integer.toString(coverage.trades()));
      }
    }
    List<String> lines = new ArrayList<>(table.lines());
    lines.addAll(parts());
    if (forming > 0) {
      lines.addAll(
          paragraph(
              "Forming bars: at "
                  + forming
                  + " instants within bars built of finer ones, only"
                  + " complete bars were seen, whatever those still to come."));
    }
    return lines;
  }

  /** How the series that are too long for all pasts were gone through; the same is said once. */
  private List<String> parts() {
    Map<String, List<String>> seriesByWords = new LinkedHashMap<>();
    for (Coverage coverage : result.coverage()) {
      boolean inParts = coverage.fullPasts() < coverage.bars() && coverage.formingInstants() == 0;
      if (inParts && result.holds()) {
        seriesByWords
            .computeIfAbsent(parts(coverage), words -> new ArrayList<>())
            .add(coverage.series());
      }
    }
    List<String> lines = new ArrayList<>();
    seriesByWords.forEach(
        (words, series) -> {
          String which =
              series.size() == 1 ? capitalised(series.getFirst()) : series.size() + " series";
          lines.addAll(paragraph(which + ": " + words));
        });
    return lines;
  }

  private static String parts(Coverage coverage) {
    String share =
        coverage.barsAsLast() >= coverage.bars()
            ? "every bar"
            : coverage.barsAsLast() + " of " + coverage.bars() + " bars (--every-bar takes all)";
    return share
        + " as the last one known with at least "
        + coverage.history()
        + " bars before it, and "
        + coverage.fullPasts()
        + " of them with their whole past.";
  }

  private static String capitalised(String text) {
    return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }

  private static String count(long number) {
    return number < 10_000_000 ? Long.toString(number) : number / 1_000_000 + " million";
  }

  private static List<String> history(WarmUp warmUp) {
    List<String> lines = new ArrayList<>();
    lines.add("");
    List<WarmUp.Memory> remembering =
        warmUp.columns().stream().filter(memory -> memory.toLastBit().orElse(2) > 1).toList();
    if (!remembering.isEmpty()) {
      lines.addAll(
          paragraph(
              "Bars of history until a value differs from that of the whole history by less than"
                  + " one part in a million, and by no more than the last bit; how much it is off"
                  + " with the least history, and with what a live decision fetches at least."));
      TextTable table =
          TextTable.of(
              Column.text("column", COLUMN_WIDTH),
              Column.number("1e-6"),
              Column.number("last bit"),
              Column.number("at " + (warmUp.declared() + 1)),
              Column.number("at " + warmUp.live()));
      for (WarmUp.Memory memory : remembering) {
        table.row(
            memory.column(),
            bars(memory.toSmall(), warmUp),
            bars(memory.toLastBit(), warmUp),
            off(memory, warmUp.declared() + 1),
            off(memory, warmUp.live()));
      }
      lines.addAll(table.lines());
    }
    lines.addAll(paragraph(verdict(warmUp)));
    return lines;
  }

  private static String verdict(WarmUp warmUp) {
    String needed =
        warmUp.decisions().isPresent()
            ? "all decisions are those of the whole history from "
                + warmUp.decisions().getAsInt()
                + " bars of history on"
            : "decisions differ from those of the whole history even with "
                + warmUp.tried()
                + " bars of it";
    String recommended =
        warmUp.recommended().isPresent()
            ? ", all values from " + warmUp.recommended().getAsInt() + " bars on."
            : ", and some values never settle.";
    String late =
        warmUp.firstDecision() > warmUp.declared()
            ? " It declares a warm-up of "
                + warmUp.declared()
                + " bars and decides from bar "
                + warmUp.firstDecision()
                + " on."
            : "";
    return "On "
        + warmUp.series()
        + ": "
        + needed
        + recommended
        + late
        + " A live decision fetches at least "
        + warmUp.live()
        + " bars and "
        + warmUp.verdict().words()
        + ".";
  }

  private static String bars(OptionalInt bars, WarmUp warmUp) {
    return bars.isPresent() ? Integer.toString(bars.getAsInt()) : "over " + warmUp.tried();
  }

  private static String off(WarmUp.Memory memory, int history) {
    return memory.differences().stream()
        .filter(difference -> difference.history() == history)
        .findFirst()
        .map(difference -> off(difference.relative()))
        .orElse("-");
  }

  private static String off(double relative) {
    if (relative == 0) {
      return "0";
    }
    return Double.isInfinite(relative) ? "undefined" : String.format(Locale.ROOT, "%.0e", relative);
  }

  private static List<String> paragraph(String text) {
    return TextTable.wrap(text, TextTable.WIDTH);
  }

  /** For programs. */
  String json() {
    return ProofJson.of(this);
  }
}
