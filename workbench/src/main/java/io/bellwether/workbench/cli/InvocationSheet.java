package io.bellwether.workbench.cli;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bellwether.workbench.runtime.Invocation;
import io.bellwether.workbench.runtime.Invocation.Outcome;
import io.bellwether.workbench.runtime.Report;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** An invocation laid out in 80 columns: what it logged, what it answered, what it took. */
final class InvocationSheet {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int WIDTH = 80;
  private static final String INDENT = "    ";

  /** What the line shows in front, and what is the same in every line. */
  private static final Set<String> NOT_REPEATED =
      Set.of(
          "_aws", "timestamp", "level", "message", "requestId", "AWSRequestId", "logger", "stack");

  private final PrintWriter out;
  private final boolean raw;

  /**
   * @param raw whether the log stream is printed as it is
   */
  InvocationSheet(PrintWriter out, boolean raw) {
    this.out = out;
    this.raw = raw;
  }

  void print(Invocation invocation) {
    out.println("== " + invocation.function() + " " + title(invocation.payload()));
    if (raw) {
      invocation.logStream().forEach(out::println);
    } else {
      invocation.lines().forEach(this::line);
    }
    switch (invocation.outcome()) {
      case Outcome.Answered answered -> out.println(answered.response().toPrettyString());
      case Outcome.Failed failed ->
          wrap("failed: " + failed.type() + ": " + failed.message()).forEach(out::println);
    }
    report(invocation);
    out.println();
  }

  /** The event in short. */
  private static String title(JsonNode payload) {
    String text = payload.path("detail-type").asText(payload.toString());
    int room = WIDTH - "== notifications ".length();
    return text.length() <= room ? text : text.substring(0, room - 3) + "...";
  }

  private void report(Invocation invocation) {
    Report report = invocation.report();
    report.init().ifPresent(init -> out.printf("init      %9s ms%n", millis(init)));
    out.printf("duration  %9s ms%n", millis(report.duration()));
    out.printf("billed    %9d ms%n", report.billedMillis());
    out.printf("memory    %9d MB of %d MB%n", report.peakMegabytes(), report.memoryMegabytes());
  }

  private static String millis(Duration duration) {
    return Long.toString(Math.round(duration.toNanos() / 1e6));
  }

  private void line(String line) {
    try {
      if (JSON.readTree(line) instanceof ObjectNode event) {
        // What has no message is what was measured.
        String message = event.path("message").asText("measured").strip();
        wrap(event.path("level").asText("INFO") + " " + message).forEach(out::println);
        wrap(INDENT + fields(event)).stream().filter(text -> !text.isBlank()).forEach(out::println);
        return;
      }
    } catch (JacksonException e) {
      // No event of the function's own.
    }
    wrap(line).forEach(out::println);
  }

  private static String fields(ObjectNode event) {
    List<String> fields = new ArrayList<>();
    for (var entry : event.properties()) {
      JsonNode value = entry.getValue();
      if (!NOT_REPEATED.contains(entry.getKey())) {
        fields.add(entry.getKey() + "=" + (value.isTextual() ? value.textValue() : value));
      }
    }
    return String.join(" ", fields);
  }

  /** Broken between words where it can be; continued lines are indented. */
  private static List<String> wrap(String text) {
    return text.lines().flatMap(line -> wrapLine(line).stream()).toList();
  }

  private static List<String> wrapLine(String text) {
    List<String> lines = new ArrayList<>();
    String rest = text;
    while (rest.length() > WIDTH) {
      int space = rest.lastIndexOf(' ', WIDTH);
      boolean words = space > INDENT.length();
      lines.add(rest.substring(0, words ? space : WIDTH));
      rest = INDENT + rest.substring(words ? space + 1 : WIDTH);
    }
    lines.add(rest);
    return lines;
  }
}
