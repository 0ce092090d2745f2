package io.bellwether.workbench.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.bellwether.workbench.cli.TextTable.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A version in the shadow of another as a terminal shows it. */
final class ShadowSheet {
  private static final int LONGEST_DEED = 26;

  private ShadowSheet() {}

  /** The shadow of the answer, with what came of it if it is a report. */
  static List<String> lines(JsonNode answer) {
    List<String> lines = new ArrayList<>();
    lines.add(TextTable.paragraph(headline(answer), 2));
    if (answer.has("compared")) {
      lines.add(TextTable.paragraph(ticks(answer), 2));
      if (!answer.path("differences").isEmpty()) {
        lines.addAll(differences(answer));
      }
      lines.add("");
      lines.addAll(profit(answer));
    }
    return lines;
  }

  private static String headline(JsonNode answer) {
    String version = plain(answer.path("strategy")) + " v" + plain(answer.path("version"));
    String since = " since " + time(answer.path("since"));
    return answer.path("running").asBoolean()
        ? "%s runs in the shadow%s, begun by %s"
            .formatted(version, since, plain(answer.path("author")))
        : "%s ran in the shadow%s until %s".formatted(version, since, time(answer.path("until")));
  }

  private static String ticks(JsonNode answer) {
    long compared = answer.path("compared").asLong();
    long different = answer.path("different").asLong();
    long undecided = answer.path("ticks").asLong() - compared;
    return "%d ticks compared, %d decided alike, %d differently%s"
        .formatted(
            compared,
            compared - different,
            different,
            undecided == 0
                ? ""
                : "; at %d it could not decide, for want of history".formatted(undecided));
  }

  private static List<String> differences(JsonNode answer) {
    TextTable table =
        TextTable.of(
            Column.text("bar (UTC)"),
            Column.text("was"),
            Column.text("the active version", LONGEST_DEED),
            Column.text("v" + plain(answer.path("version"))));
    for (JsonNode difference : answer.path("differences")) {
      table.row(
          time(difference.path("bar")),
          "v" + plain(difference.path("activeVersion")),
          ExecutionAction.cell(difference.path("active").asText()),
          ExecutionAction.cell(difference.path("candidate").asText()));
    }
    List<String> lines = new ArrayList<>();
    lines.add("");
    int shown = answer.path("differences").size();
    if (shown < answer.path("different").asLong()) {
      lines.add("The last " + shown + " of them:");
    }
    lines.addAll(table.lines());
    return lines;
  }

  private static List<String> profit(JsonNode answer) {
    JsonNode profit = answer.path("profit");
    if (profit.isMissingNode()) {
      return List.of("What each would have made is not known: there are no bars since.");
    }
    List<String> lines = new ArrayList<>();
    lines.add(
        "By the backtest, alone and after costs, over %s bars since %s:"
            .formatted(plain(profit.path("bars")), time(profit.path("from"))));
    TextTable table =
        TextTable.of(Column.text("version"), Column.number("made"), Column.number("trades"));
    table.row(
        "v" + plain(answer.path("active")) + ", active",
        percent(profit.path("active")),
        plain(profit.path("activeTrades")));
    table.row(
        "v" + plain(answer.path("version")) + ", in the shadow",
        percent(profit.path("candidate")),
        plain(profit.path("candidateTrades")));
    lines.addAll(table.lines());
    return lines;
  }

  private static String percent(JsonNode fraction) {
    return String.format(Locale.ROOT, "%+.2f %%", 100 * fraction.asDouble());
  }

  private static String time(JsonNode value) {
    return plain(value).replaceFirst("T(\\d\\d:\\d\\d).*", " $1");
  }

  private static String plain(JsonNode value) {
    return ExecutionAction.plain(value);
  }
}
