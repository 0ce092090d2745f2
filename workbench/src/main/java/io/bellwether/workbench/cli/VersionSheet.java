package io.bellwether.workbench.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.bellwether.workbench.cli.TextTable.Column;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Versions and activations as a terminal shows them, of what the actions on them answer. */
final class VersionSheet {
  /** How long a name may be before it goes on in the next line. */
  private static final int LONGEST_NAME = 16;

  private static final Pattern UNBROKEN = Pattern.compile("(\\S{28})(?=\\S)");

  private VersionSheet() {}

  /** The chain of versions, and how they came into force. */
  static List<String> history(JsonNode history) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "Versions of "
            + plain(history.path("strategy"))
            + ", of which "
            + active(history)
            + " is active");
    lines.addAll(versions(history.path("versions")).lines());
    lines.add("");
    if (history.path("activations").isEmpty()) {
      lines.add("No activation is recorded.");
      return lines;
    }
    lines.add("Activations");
    lines.addAll(activations(history.path("activations")).lines());
    return lines;
  }

  /** Which version of each strategy is active, and since when. */
  static List<String> active(List<JsonNode> histories) {
    TextTable table =
        TextTable.of(
            Column.text("name"),
            Column.text("active"),
            Column.number("versions"),
            Column.text("since (UTC)"),
            Column.text("by", LONGEST_NAME),
            Column.text("reason"));
    for (JsonNode history : histories) {
      JsonNode last = history.path("activations").path(history.path("activations").size() - 1);
      table.row(
          plain(history.path("strategy")),
          active(history),
          Integer.toString(history.path("versions").size()),
          last.isMissingNode() ? "-" : time(last.path("time")),
          cell(plain(last.path("author"))),
          cell(plain(last.path("reason"))));
    }
    return table.lines();
  }

  private static String active(JsonNode history) {
    return "v" + plain(history.path("active"));
  }

  private static TextTable versions(JsonNode versions) {
    TextTable table =
        TextTable.of(
            Column.text("version"),
            Column.text("from"),
            Column.text("made (UTC)"),
            Column.text("by", LONGEST_NAME),
            Column.text("changes and evidence"));
    Map<Integer, JsonNode> known = new HashMap<>();
    for (JsonNode version : versions) {
      known.put(version.path("version").asInt(), version.path("parameters"));
      List<String> words = new ArrayList<>();
      if (version.path("active").asBoolean()) {
        words.add("ACTIVE");
      }
      JsonNode parent = known.get(version.path("parent").asInt());
      if (parent != null) {
        words.addAll(changes(parent, version.path("parameters")));
      }
      if (version.has("evidence")) {
        words.add("evidence " + plain(version.path("evidence")));
      }
      table.row(
          "v" + plain(version.path("version")),
          version.has("parent") ? "v" + plain(version.path("parent")) : "-",
          time(version.path("createdAt")),
          cell(plain(version.path("author"))),
          cell(String.join("; ", words)));
    }
    return table;
  }

  private static List<String> changes(JsonNode from, JsonNode to) {
    TreeSet<String> names = new TreeSet<>();
    from.fieldNames().forEachRemaining(names::add);
    to.fieldNames().forEachRemaining(names::add);
    return names.stream()
        .filter(name -> !from.path(name).equals(to.path(name)))
        .map(name -> name + " " + value(from.path(name)) + " -> " + value(to.path(name)))
        .toList();
  }

  private static TextTable activations(JsonNode activations) {
    TextTable table =
        TextTable.of(
            Column.number("no"),
            Column.text("version"),
            Column.text("was"),
            Column.text("time (UTC)"),
            Column.text("by", LONGEST_NAME),
            Column.text("reason"));
    for (JsonNode activation : activations) {
      table.row(
          plain(activation.path("number")),
          "v" + plain(activation.path("version")),
          activation.has("previous") ? "v" + plain(activation.path("previous")) : "-",
          time(activation.path("time")),
          cell(plain(activation.path("author"))),
          cell(how(activation) + plain(activation.path("reason"))));
    }
    return table;
  }

  private static String how(JsonNode activation) {
    if (activation.has("undoes")) {
      return "takes back no " + plain(activation.path("undoes")) + ": ";
    }
    return activation.path("automatic").asBoolean() ? "BY ITSELF: " : "";
  }

  /** In what two versions differ. */
  static List<String> diff(JsonNode diff) {
    String strategy = plain(diff.path("strategy"));
    String from = "v" + plain(diff.path("from"));
    String to = "v" + plain(diff.path("to"));
    if (diff.path("differences").isEmpty()) {
      return List.of(strategy + ": " + from + " and " + to + " do not differ");
    }
    int width = 24;
    TextTable table =
        TextTable.of(
            Column.text(strategy, width), Column.text(from, width), Column.text(to, width));
    for (JsonNode difference : diff.path("differences")) {
      table.row(
          cell(plain(difference.path("name"))),
          cell(value(difference.path("from"))),
          cell(value(difference.path("to"))));
    }
    return table.lines();
  }

  /**
   * What became of an activation or a rollback.
   *
   * @param folder of this machine that it was made in, which no tick looks into; empty for a stage
   * @param again the command that may be repeated
   */
  static String outcome(JsonNode answer, Optional<Path> folder, String again) {
    String version = plain(answer.path("strategy")) + " " + active(answer);
    String became = became(answer, version, folder);
    return answer.path("told").asBoolean(true)
        ? became
        : became
            + "\nPeople could not be told of it: tell them, or repeat it, which tells them again:\n"
            + again;
  }

  private static String became(JsonNode answer, String version, Optional<Path> folder) {
    return switch (answer.path("outcome").asText()) {
      case "activated" ->
          version
              + folder
                  .map(" is active in %s, on this machine"::formatted)
                  .orElse(" is active: the next tick decides by it")
              + (answer.path("activation").has("previous")
                  ? "; it was v" + plain(answer.path("activation").path("previous"))
                  : "")
              + (folder.isPresent() ? ". No stage was changed" : "");
      case "already-rolled-back" ->
          "%s v%s was left before, by %s: v%s is active; nothing was changed"
              .formatted(
                  plain(answer.path("strategy")),
                  plain(answer.path("activation").path("previous")),
                  plain(answer.path("activation").path("author")),
                  plain(answer.path("active")));
      case "already-active" -> version + " was active before; nothing was changed";
      default ->
          version
              + " is active and not v"
              + plain(answer.path("expected"))
              + ": somebody was faster; nothing was changed";
    };
  }

  private static String value(JsonNode value) {
    return value.isMissingNode() ? "-" : plain(value);
  }

  /** To the minute; what a release brings has no time. */
  private static String time(JsonNode value) {
    String text = plain(value);
    return text.startsWith("1970-01-01T00:00:00")
        ? "with the release"
        : text.replaceFirst("T(\\d\\d:\\d\\d).*", " $1");
  }

  private static String plain(JsonNode value) {
    return ExecutionAction.plain(value);
  }

  /** A word of any length is broken. */
  private static String cell(String text) {
    return UNBROKEN.matcher(text).replaceAll("$1 ");
  }
}
