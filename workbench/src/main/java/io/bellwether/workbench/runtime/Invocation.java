package io.bellwether.workbench.runtime;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * What became of an event.
 *
 * @param function the function's name
 * @param requestId the invocation's id
 * @param payload the event
 * @param outcome how it ended
 * @param lines what the function printed meanwhile
 * @param report what it took
 */
public record Invocation(
    String function,
    String requestId,
    JsonNode payload,
    Outcome outcome,
    List<String> lines,
    Report report) {
  public Invocation {
    lines = List.copyOf(lines);
  }

  /** How an invocation ends. */
  public sealed interface Outcome {
    /** The function answered. */
    record Answered(JsonNode response) implements Outcome {}

    /**
     * The function failed, or Lambda ended it.
     *
     * @param error Lambda's answer then: {@code errorMessage}, {@code errorType} and, of an
     *     exception, {@code stackTrace}
     */
    record Failed(JsonNode error) implements Outcome {
      public String type() {
        return error.path("errorType").asText();
      }

      public String message() {
        return error.path("errorMessage").asText();
      }
    }
  }

  /**
   * The function's answer.
   *
   * @throws IllegalStateException if it gave none
   */
  public JsonNode response() {
    return switch (outcome) {
      case Outcome.Answered answered -> answered.response();
      case Outcome.Failed failed ->
          throw new IllegalStateException(
              function + " failed: " + failed.type() + ": " + failed.message());
    };
  }

  /** Everything that goes to the function's log stream, with Lambda's own lines around it. */
  public List<String> logStream() {
    List<String> stream = new ArrayList<>();
    stream.add("START RequestId: " + requestId + " Version: $LATEST");
    stream.addAll(lines);
    stream.add("END RequestId: " + requestId);
    stream.add(report.line(requestId));
    return stream;
  }

  /** Whether the function answered. */
  public boolean succeeded() {
    return outcome instanceof Outcome.Answered;
  }
}
