package io.bellwether.workbench.runtime;

import static io.bellwether.workbench.runtime.Deployments.event;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bellwether.cloud.Setting;
import io.bellwether.workbench.exchange.Fault;
import io.bellwether.workbench.runtime.Invocation.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Every payload of events/, and malformed ones, in the packaged functions. */
@Tag("integration")
@EnabledOnOs(value = OS.LINUX, disabledReason = "Lambda's runtime client is native code for Linux")
final class PayloadsTest {
  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| \\[([^]]+)]\\([^)]+\\) \\| `(\\w+)` \\| (.*) \\|$");
  private static final Set<String> NO_PAYLOADS = Set.of("README.md", "on-failure.json");

  @TempDir private static Path folder;

  @SuppressWarnings("NullAway.Init")
  private static LocalDeployment deployment;

  private record Row(String file, String function, boolean refused) {}

  @BeforeAll
  static void start() {
    deployment = Deployments.start(folder, UnaryOperator.identity(), Fault.NONE);
    // A smaller search and a smaller gate: what they find is no matter here.
    deployment.set(
        Setting.ANALYST_BOUNDS, "ema-crossover.fast=8..10:2;ema-crossover.slow=20..25:5");
    deployment.set(Setting.ANALYST_GATE, "permutations=19,search-luck=0.05");
  }

  @AfterAll
  static void stop() {
    deployment.close();
  }

  @Test
  void everyPayloadIsAnsweredOrRefusedAsTheReadmeSays() throws IOException {
    List<Row> rows = rows();
    assertEquals(
        files(), rows.stream().map(Row::file).collect(Collectors.toCollection(TreeSet::new)));
    Map<String, Integer> before = processes();
    for (Row row : rows) {
      Invocation invocation = deployment.invoke(row.function(), event(row.file()));
      assertEquals(
          !row.refused(),
          invocation.succeeded(),
          () -> row + ": " + invocation.outcome() + "\n" + String.join("\n", invocation.lines()));
      if (row.refused()) {
        Outcome.Failed failed = (Outcome.Failed) invocation.outcome();
        assertTrue(failed.type().endsWith("InvocationRefusedException"), failed::type);
        assertFalse(failed.message().isBlank());
      } else {
        check(row.file(), invocation.response());
      }
      assertTrue(invocation.report().duration().compareTo(Duration.ZERO) > 0);
    }
    processes()
        .forEach((name, now) -> assertTrue(now - before.get(name) <= 1, "a refusal ended " + name));
  }

  private static Map<String, Integer> processes() {
    return Stream.of("signals", "execution", "notifications", "analysis")
        .collect(Collectors.toMap(name -> name, name -> deployment.function(name).processes()));
  }

  private static void check(String file, JsonNode response) {
    String text = file + ": " + response;
    switch (file) {
      case "scheduled-tick.json" -> {
        assertEquals("decided", response.at("/results/0/outcome").asText(), text);
        assertEquals(Deployments.SIGNAL, response.at("/results/0/signal").asText(), text);
      }
      case "manual.json" ->
          assertEquals("repeated", response.at("/results/0/outcome").asText(), text);
      case "as-of.json" ->
          assertEquals("TQQQ", response.at("/results/0/targets/0/symbol").asText(), text);
      case "signal-queue.json" -> {
        assertTrue(response.path("batchItemFailures").isEmpty(), text);
        assertEquals(1, deployment.exchange().orders().size(), "orders at the exchange");
      }
      case "signal-queue-mixed.json" ->
          assertEquals(
              List.of("3b2e7d66-8a8f-4b4a-8e4b-5b7c2c9b2d03"),
              response.findValuesAsText("itemIdentifier"),
              text);
      // The session is not over: there is nothing to sum up yet.
      case "daily-summary.json" ->
          assertFalse(response.at("/accounts/0/closed").asBoolean(true), text);
      case "follow-up.json" ->
          assertEquals("alpaca-paper", response.at("/accounts/0/account").asText(), text);
      case "kill.json" -> assertTrue(response.at("/accounts/0/killed").asBoolean(), text);
      case "status.json" -> assertTrue(response.at("/accounts/0/killed").asBoolean(), text);
      case "enable.json" -> assertFalse(response.at("/accounts/0/killed").asBoolean(), text);
      case "event-order-filled.json",
          "event-data-rejected.json",
          "event-proposal-made.json",
          "event-drift-found.json",
          "event-weekly-digest.json" ->
          // Told once: another test may have sent it before.
          assertTrue(response.path("outcome").asText().matches("told|duplicate"), text);
      case "analyze.json", "analyze-by-hand.json" -> {
        assertEquals("analyzed", response.at("/results/0/outcome").asText(), text);
        assertEquals("2026-11-19", response.at("/results/0/session").asText(), text);
        assertEquals("local", response.at("/results/0/analyst").asText(), text);
      }
      case "analysis-list.json" -> assertEquals(2, response.path("analyses").size(), text);
      case "sessions.json" -> assertEquals(0, response.at("/results/0/added").asInt(-1), text);
      case "drift.json", "drift-by-hand.json" -> {
        assertTrue(response.at("/results/0/outcome").isTextual(), text);
        assertEquals("2026-11-19", response.at("/results/0/session").asText(), text);
      }
      case "digest.json" -> assertEquals("2026-W46", response.path("week").asText(), text);
      case "strategies-versions.json" -> assertEquals(1, response.path("active").asInt(), text);
      case "strategies-diff.json" -> assertTrue(response.path("differences").isEmpty(), text);
      case "strategies-activate.json" ->
          assertEquals("already-active", response.path("outcome").asText(), text);
      case "strategies-rollback.json" ->
          assertEquals("overtaken", response.path("outcome").asText(), text);
      default -> throw new AssertionError("say here what " + file + " should be answered with");
    }
  }

  @Test
  void whatIsNoPayloadAtAllIsRefusedAndTheProcessLivesOn() {
    for (String payload : List.of("[]", "\"text\"", "1", "null", "{\"x\":1}", "{\"strategy\":7}")) {
      for (String function : List.of("signals", "execution", "notifications", "analysis")) {
        Invocation invocation = deployment.invoke(function, Deployments.json(payload));
        assertFalse(invocation.succeeded(), () -> function + " took " + payload);
      }
    }
    Invocation batch = deployment.invoke("execution", Deployments.json("{\"Records\":{}}"));
    assertFalse(batch.succeeded(), "a batch that is none");
    assertTrue(deployment.invoke("execution", event("follow-up.json")).report().init().isEmpty());
  }

  @Test
  void anInvocationIsMeasured() {
    Invocation first = deployment.invoke("notifications", anotherFill());
    deployment.function("notifications").recycle();
    Invocation cold = deployment.invoke("notifications", anotherFill());
    Invocation warm = deployment.invoke("notifications", anotherFill());
    Duration init = cold.report().init().orElseThrow();
    assertTrue(init.toMillis() > 50, init::toString);
    assertTrue(cold.report().billedMillis() >= init.toMillis());
    assertTrue(warm.report().init().isEmpty());
    assertTrue(warm.report().peakMegabytes() > 50, "the resident size of a JVM");
    assertTrue(warm.report().line(warm.requestId()).contains("Memory Size: 512 MB"));
    assertTrue(first.succeeded());
  }

  @Test
  void aFunctionThatCannotStartSaysEverythingThatIsWrong() {
    deployment.set(Setting.STAGE, "");
    deployment.set(Setting.ALPACA_DATA_URL, "https://data.alpaca.markets");
    deployment.function("notifications").recycle();
    Invocation refused = deployment.invoke("notifications", anotherFill());
    deployment.set(Setting.STAGE, LocalDeployment.STAGE);
    deployment.set(Setting.ALPACA_DATA_URL, deployment.exchange().baseUri().toString());
    Invocation mended = deployment.invoke("notifications", anotherFill());

    String message = ((Outcome.Failed) refused.outcome()).message();
    assertTrue(message.contains("STAGE is missing"), message);
    assertTrue(message.contains("not ALPACA_DATA_URL"), "a shifted clock stays here: " + message);
    assertTrue(mended.succeeded(), mended::toString);
  }

  /** Another event than that of events/, which is told of once. */
  private static JsonNode anotherFill() {
    ObjectNode event = event("event-order-filled.json").deepCopy();
    event.put("id", "another");
    event.withObject("/detail").put("time", "2026-11-20T15:30:04Z").put("message", "another");
    return event;
  }

  private static List<Row> rows() throws IOException {
    String readme = Files.readString(Deployments.ROOT.resolve("events/README.md"));
    return ROW.matcher(readme)
        .results()
        .map(row -> new Row(row.group(1), row.group(2), row.group(3).startsWith("refused")))
        .toList();
  }

  private static Set<String> files() throws IOException {
    try (Stream<Path> files = Files.list(Deployments.ROOT.resolve("events"))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(file -> !NO_PAYLOADS.contains(file))
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }
}
