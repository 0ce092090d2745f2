package io.bellwether.workbench.cli;

import io.bellwether.workbench.simulate.Coverage;
import io.bellwether.workbench.simulate.FaultKind;
import io.bellwether.workbench.simulate.Step;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How often each kind of fault was injected at each step of the protocol, in 80 columns: a table
 * for each group of steps, with a row for each kind that can occur at one of them. A cell is a
 * count, a dot where the fault cannot occur, and {@code GAP} where it could and never did.
 */
final class CoverageSheet {
  private static final String GAP = "GAP";
  private static final String IMPOSSIBLE = ".";
  private static final long THOUSAND = 1_000;

  /** From here on a count is shortened to thousands, then to millions. */
  private static final long LONG = 10_000;

  private final Coverage coverage;

  CoverageSheet(Coverage coverage) {
    this.coverage = coverage;
  }

  /** Steps whose columns make one table. */
  private record Group(String title, Step first, Step last, String prefix) {
    List<Step> steps() {
      return Arrays.stream(Step.values())
          .filter(step -> step.compareTo(first) >= 0 && step.compareTo(last) <= 0)
          .toList();
    }

    /** The name of a step without what most of the group have in common. */
    String head(Step step) {
      String label = step.label();
      return label.startsWith(prefix) ? label.substring(prefix.length()) : label;
    }
  }

  private static final List<Group> GROUPS =
      List.of(
          new Group("Orders at the broker", Step.SUBMIT, Step.FIND, ""),
          new Group("Reading from the broker", Step.READ_ACCOUNT, Step.READ_OTHER, "read-"),
          new Group(
              "Reading from the store, writing to it",
              Step.STORE_READ,
              Step.WRITE_INTENT,
              "write-"),
          new Group("Writing to the store", Step.WRITE_ORDER, Step.WRITE_OTHER, "write-"),
          new Group("Queue, bus, feed, waiting", Step.SEND_SIGNAL, Step.WAIT, ""),
          new Group("Invocations", Step.TICK, Step.SUMMARY, ""));

  /** The tables, each with its title. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (Group group : GROUPS) {
      lines.add(group.title());
      lines.addAll(table(group));
      lines.add("");
    }
    lines.add("Days on the exchange");
    lines.addAll(days());
    lines.add("");
    List<String> gaps = coverage.gaps();
    lines.add(
        IMPOSSIBLE
            + " cannot occur; "
            + (gaps.isEmpty()
                ? "every fault that can occur did."
                : GAP + " can and never did: " + gaps.size() + "."));
    return lines;
  }

  private List<String> table(Group group) {
    List<Step> steps = group.steps();
    List<TextTable.Column> columns = new ArrayList<>();
    columns.add(TextTable.Column.text(""));
    steps.forEach(step -> columns.add(TextTable.Column.number(group.head(step))));
    TextTable table = TextTable.of(columns.toArray(TextTable.Column[]::new));
    if (steps.stream().anyMatch(step -> coverage.of(step) > 0)) {
      table.row(row("taken", steps.stream().map(step -> count(coverage.of(step))).toList()));
    }
    for (FaultKind kind : FaultKind.values()) {
      if (steps.stream().anyMatch(kind::isPossibleAt)) {
        table.row(row(kind.label(), steps.stream().map(step -> cell(kind, step)).toList()));
      }
    }
    return table.lines();
  }

  private List<String> days() {
    List<FaultKind> kinds =
        Arrays.stream(FaultKind.values()).filter(kind -> kind.isPossibleAt(Step.DAY)).toList();
    TextTable table = TextTable.of(TextTable.Column.text("", 60), TextTable.Column.number(""));
    kinds.forEach(kind -> table.row(kind.label(), cell(kind, Step.DAY)));
    return table.lines();
  }

  private static String[] row(String name, List<String> cells) {
    List<String> row = new ArrayList<>(List.of(name));
    row.addAll(cells);
    return row.toArray(String[]::new);
  }

  private String cell(FaultKind kind, Step step) {
    if (!kind.isPossibleAt(step)) {
      return IMPOSSIBLE;
    }
    long times = coverage.of(kind, step);
    return times == 0 ? GAP : count(times);
  }

  /** A count in five columns. */
  private static String count(long times) {
    if (times < LONG) {
      return Long.toString(times);
    }
    long thousands = times / THOUSAND;
    return thousands < LONG ? thousands + "k" : thousands / THOUSAND + "M";
  }
}
