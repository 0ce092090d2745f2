package io.bellwether.workbench.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Versions of a stage from the command line, whatever becomes of the answer. */
@Tag("integration")
@ExtendWith(AwsSignedIn.class)
final class StrategiesStageTest {
  private static final String FUNCTION = "bellwether-dev-analysis";

  @SuppressWarnings("NullAway.Init")
  private LambdaStandIn lambda;

  @BeforeEach
  void start() throws IOException {
    lambda = new LambdaStandIn();
  }

  @AfterEach
  void stop() {
    lambda.close();
  }

  private Cli.Run run(String line) {
    List<String> arguments = new ArrayList<>(List.of("strategies"));
    Stream.of(line.split(" ")).forEach(arguments::add);
    arguments.addAll(List.of("--stage", "dev", "--lambda-url", lambda.url()));
    return Cli.run(arguments.toArray(String[]::new));
  }

  private static ObjectNode answer(String outcome, int active) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("strategy", "rsi2")
        .put("outcome", outcome)
        .put("active", active);
  }

  @Test
  void whatComesIntoForceInAStageIsDecidedByAtItsNextTick() {
    lambda.function(FUNCTION, payload -> answer("activated", 2));
    assertEquals(
        "rsi2 v2 is active: the next tick decides by it\n",
        run("activate rsi2 2 --reason why").succeeds().out());
  }

  /** Carried out, and the answer is lost: as typed it would go back once more. */
  @Test
  void aRollbackWithoutAnAnswerSaysHowItMayBeRepeated() {
    lambda.function(
        FUNCTION,
        payload -> {
          if (payload.path("action").asText().equals("rollback")) {
            throw new IllegalStateException("timed out");
          }
          return answer("", 3);
        });
    String safe = "bellwether strategies rollback rsi2 --from 3 --stage dev --reason TEXT";
    run("rollback rsi2 --reason worse").failsInOneLine(ExitCode.FAILURE, "timed out", safe);
    JsonNode sent = sent();
    assertEquals(3, sent.path("from").asInt(), sent::toString);

    lambda.function(
        FUNCTION,
        payload -> {
          throw new IllegalArgumentException("nothing to go back to");
        });
    Cli.Run impossible = run("rollback rsi2 --from 3 --reason worse");
    impossible.failsInOneLine(ExitCode.FAILURE, "refused it: nothing to go back to");
    assertFalse(impossible.err().contains("repeat"), "nothing was done: " + impossible.err());

    lambda.refuse(503, "ServiceException");
    run("rollback rsi2 --from 3 --reason worse").failsInOneLine(ExitCode.FAILURE, "HTTP 503", safe);
    lambda.refuse(403, "AccessDeniedException");
    Cli.Run refused = run("rollback rsi2 --from 3 --reason worse");
    assertFalse(refused.err().contains("repeat"), "nothing was done: " + refused.err());
    String url = lambda.url();
    lambda.close();
    Cli.Run silent =
        Cli.run(
            "strategies",
            "rollback",
            "rsi2",
            "--from",
            "3",
            "--reason",
            "worse",
            "--stage",
            "dev",
            "--lambda-url",
            url);
    assertTrue(silent.err().contains(safe), silent.err());
  }

  private JsonNode sent() {
    try {
      return new JsonMapper().readTree(lambda.invocations().getLast());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
