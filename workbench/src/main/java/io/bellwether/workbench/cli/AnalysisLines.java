package io.bellwether.workbench.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What the analysis function answered after a replay, in a few lines. */
final class AnalysisLines {
  private AnalysisLines() {}

  /** The lines of each strategy that was looked at. */
  static List<String> of(JsonNode answer) {
    List<String> lines = new ArrayList<>();
    for (JsonNode result : answer.path("results")) {
      lines.add(first(result));
      for (JsonNode proposal : result.path("proposals")) {
        lines.add("  " + changes(proposal.path("changes")));
        lines.add("  " + standing(proposal));
        lines.add("  " + proposal.path("why").asText());
      }
    }
    return lines;
  }

  private static String first(JsonNode result) {
    String head = "Analysis of " + result.path("strategy").asText();
    if (!result.path("outcome").asText().equals("analyzed")) {
      return head + ": none, " + result.path("message").asText();
    }
    String analyst = result.path("analyst").asText();
    return head
        + ", by the "
        + analyst
        + " analyst"
        + (analyst.equals("local") ? " (no key for Claude)" : "")
        + (result.path("proposals").isEmpty() ? ": no proposal" : ":");
  }

  private static String changes(JsonNode changes) {
    return changes.properties().stream()
        .map(change -> change.getKey() + " to " + change.getValue().asText())
        .collect(Collectors.joining(", ", "proposes ", ""));
  }

  private static String standing(JsonNode proposal) {
    String version = "version " + proposal.path("version").asText();
    return switch (proposal.path("standing").asText()) {
      case "ACTIVATED" -> version + " is active:";
      case "WAITING" -> version + " waits for a person:";
      default -> "refused:";
    };
  }
}
