package io.bellwether.workbench.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Stopping, allowing and comparing, against a Lambda on this machine. */
@Tag("integration")
@ExtendWith(AwsSignedIn.class)
final class StageCommandsTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String FUNCTION = "bellwether-dev-execution";

  private final InputStream standardInput = System.in;

  @SuppressWarnings("NullAway.Init")
  private LambdaStandIn lambda;

  @BeforeEach
  void start() throws IOException {
    lambda = new LambdaStandIn();
  }

  @AfterEach
  void stop() {
    System.setIn(standardInput);
    lambda.close();
  }

  @Test
  void killingAndEnablingGoesThroughTheRealFunction() {
    try (OperatedSystem system = OperatedSystem.start()) {
      lambda.function(FUNCTION, system::execution);

      Cli.Run kill = run("kill", "--reason", "prices nobody traded at").succeeds();
      assertTrue(kill.out().contains("stopped by a person: prices nobody traded at"), kill.out());
      assertTrue(system.isKilled());

      System.setIn(new ByteArrayInputStream("n\n".getBytes(StandardCharsets.UTF_8)));
      Cli.Run declined = run("enable");
      assertEquals(ExitCode.FAILURE, declined.code());
      assertTrue(declined.out().contains("prices nobody traded at"), "what had stopped it");
      assertTrue(system.isKilled());

      System.setIn(new ByteArrayInputStream(new byte[0]));
      assertEquals(ExitCode.FAILURE, run("enable").code(), "nobody there is no yes");
      System.setIn(new ByteArrayInputStream("y\n".getBytes(StandardCharsets.UTF_8)));
      assertTrue(run("enable").succeeds().out().contains("allowed"));
      assertFalse(system.isKilled());

      assertTrue(run("enable", "--yes").succeeds().out().contains("Nothing is stopped"));
      assertEquals(ExitCode.USAGE, run("enable", "--yes", "--account", "nobody").code());
    }
  }

  @Test
  void aFailedKillSaysThatNothingIsStoppedAndWhatStopsItElse() {
    try (OperatedSystem system = OperatedSystem.start()) {
      lambda.function(FUNCTION, system::execution);
      Cli.Run run = run("kill", "--reason", "test", "--account", "nobody");
      assertNotStopped(run, ExitCode.FAILURE, "no enabled strategy owns account nobody");
      assertFalse(system.isKilled());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "404, ResourceNotFoundException, is stage dev deployed",
    "403, AccessDeniedException, lambda:InvokeFunction",
    "403, ExpiredTokenException, sign in again",
    "429, TooManyRequestsException, busy or switched off",
    "500, ServiceException, HTTP 500"
  })
  void whateverAwsAnswersItIsSaidThatNothingIsStopped(int status, String code, String said) {
    lambda.refuse(status, code);
    int expected = code.startsWith("Expired") ? ExitCode.USAGE : ExitCode.FAILURE;
    assertNotStopped(run("kill", "--reason", "test"), expected, said);
    assertEquals(
        status >= 500 ? 3 : 1, lambda.invocations().size(), "tried again if that may help");
  }

  @Test
  void withoutCredentialsOrAConnectionNothingIsStopped() {
    String url = lambda.url();
    lambda.close();
    assertNotStopped(
        Cli.run("kill", "--stage", "dev", "--lambda-url", url, "--reason", "test"),
        ExitCode.FAILURE,
        "could not be reached");
    AwsSignedIn.signOut();
    assertNotStopped(
        Cli.run("kill", "--stage", "dev", "--lambda-url", url, "--reason", "test"),
        ExitCode.USAGE,
        "no AWS credentials were found");
  }

  private static void assertNotStopped(Cli.Run run, int code, String said) {
    assertEquals(code, run.code(), run::toString);
    assertEquals("", run.out());
    String oneLine = run.err().replaceAll("\\s+", " ");
    assertTrue(oneLine.startsWith("bellwether: NOT STOPPED"), run::err);
    assertTrue(oneLine.contains(said), run::err);
    assertTrue(oneLine.contains("aws lambda put-function-concurrency"), run::err);
    run.err().lines().forEach(line -> assertTrue(line.length() <= TextTable.WIDTH, line));
    assertFalse(run.err().contains("planted-aws-secret"));
  }

  @Test
  void anUnknownStageOrNoReasonIsRefusedBeforeAnythingIsAsked() {
    Cli.run("kill", "--stage", "production", "--reason", "test")
        .failsInOneLine(ExitCode.USAGE, "production", "staging, prod");
    Cli.run("kill", "--stage", "dev").failsWithUsage("--reason");
    Cli.run("kill", "--reason", "test").failsWithUsage("--stage");
    Cli.run("kill", "--stage", "dev", "--reason", " ").failsInOneLine(ExitCode.USAGE, "blank");
    assertEquals(List.of(), lambda.invocations());
  }

  @Test
  void differencesArePrintedWithWhatIsDoneAboutThem() throws JsonProcessingException {
    lambda.function(
        FUNCTION,
        answering(
            """
            {"accounts": [
              {"account": "alpaca-paper", "differences": [
                {"kind": "missing-fill", "symbol": "TQQQ", "ledger": "0", "broker": "913",
                 "explained": true, "remedy": "the fill is posted"},
                {"kind": "position", "symbol": "SQQQ", "ledger": "0", "broker": "12",
                 "explained": false,
                 "remedy": "no new exposure in SQQQ until a person acknowledges it"}]},
              {"account": "alpaca-paper-rsi2", "differences": []}]}
            """));
    Cli.Run run = run("reconcile", "--dry-run");
    assertEquals(ExitCode.DATA, run.code());
    run.fitsTerminal();
    assertEquals(
        """
        alpaca-paper:
        kind          symbol  ledger  broker  what is done
        missing-fill  TQQQ    0       913     the fill is posted
        position      SQQQ    0       12      UNEXPLAINED: no new exposure in SQQQ until
                                              a person acknowledges it
        alpaca-paper-rsi2: ledger and broker agree
        Nothing was changed.
        """,
        run.out());
    assertEquals(
        JSON.readTree("{\"action\": \"reconcile\", \"dryRun\": true}"),
        JSON.readTree(lambda.invocations().getFirst()));
  }

  @Test
  void aStageThatCannotCompareIsAFailure() {
    lambda.function(
        FUNCTION,
        payload -> {
          throw new IllegalStateException("alpaca-paper: the broker could not be read");
        });
    run("reconcile").failsInOneLine(ExitCode.FAILURE, "the broker could not be read");
  }

  private static Function<ObjectNode, JsonNode> answering(String json)
      throws JsonProcessingException {
    JsonNode answer = JSON.readTree(json);
    return payload -> answer;
  }

  private Cli.Run run(String command, String... options) {
    List<String> arguments =
        new ArrayList<>(List.of(command, "--stage", "dev", "--lambda-url", lambda.url()));
    Stream.of(options).forEach(arguments::add);
    return Cli.run(arguments.toArray(String[]::new));
  }
}
