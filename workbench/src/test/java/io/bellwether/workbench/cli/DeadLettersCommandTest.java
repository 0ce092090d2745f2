package io.bellwether.workbench.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.bellwether.cloud.DeadLetter;
import io.bellwether.cloud.DeadLetterQueue;
import io.bellwether.cloud.SignalMessage;
import io.bellwether.workbench.cloud.EmbeddedCloud;
import io.bellwether.workbench.cloud.stage.DeadLetterBox;
import io.bellwether.workbench.runtime.FunctionPackage;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** The dead letters of a stage whose queues are on this machine. */
@Tag("integration")
@ExtendWith(AwsSignedIn.class)
final class DeadLettersCommandTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String STACK = "bellwether-dev-";
  private static final String ACCOUNT = "alpaca-paper";
  private static final String GOOD = new SignalMessage("rsi2-20250304", ACCOUNT).json();

  /** Two letters of one message are one to the queue. */
  private static final AtomicInteger LETTERS = new AtomicInteger();

  @SuppressWarnings("NullAway.Init")
  private static EmbeddedCloud cloud;

  @SuppressWarnings("NullAway.Init")
  private static SqsClient sqs;

  @SuppressWarnings("NullAway.Init")
  private LambdaStandIn lambda;

  @BeforeAll
  static void startCloud() {
    cloud = EmbeddedCloud.start(() -> Instant.EPOCH, Duration.ZERO);
    sqs = cloud.sqsClient();
    queue("signals.fifo");
    for (DeadLetterBox box : DeadLetterBox.values()) {
      queue(box.suffix());
    }
  }

  @AfterAll
  static void stopCloud() {
    cloud.close();
  }

  @BeforeEach
  void start() throws IOException {
    lambda = new LambdaStandIn();
    Stream.of(DeadLetterBox.values()).forEach(box -> purge(box.suffix()));
    purge("signals.fifo");
  }

  @AfterEach
  void stop() {
    lambda.close();
  }

  @Test
  void lettersAreListedWithReasonAndAgeAndStayWhereTheyAre() throws IOException {
    bury("m-1", "{\"signal\":\u001b[31m", "MalformedMessage", "it has no text field 'signalId'");
    send("execution-dead", onFailure());
    String lost = "{\"signalId\":\"x\",\"account\":\"y\"}";
    sqs.sendMessage(
        r ->
            r.queueUrl(url("signals-dead.fifo"))
                .messageGroupId("y")
                .messageDeduplicationId("moved")
                .messageBody(lost));

    Cli.Run list = run("list").succeeds();
    assertTrue(list.out().contains("MalformedMessage: it has no text field"), list.out());
    assertTrue(list.out().contains("RetriesExhausted"), list.out());
    assertTrue(list.out().contains("no reason was noted: see the log of"), list.out());
    assertFalse(list.out().contains("\u001b"), "nothing that a terminal obeys");
    assertEquals(list.out().replaceAll("\\d+ min", "0 min"), again("list"), "they are still there");

    Cli.Run show = run("show", id("MalformedMessage", list)).succeeds();
    assertTrue(show.out().contains("SourceMessageId"), show.out());
    assertTrue(show.out().contains("{\"signal\":"), show.out());
    assertTrue(show.out().lines().noneMatch(line -> line.contains("\u001b")), show.out());
    assertEquals(ExitCode.USAGE, run("show", "nothing-like-it").code());
  }

  private String again(String command) {
    return run(command).succeeds().out().replaceAll("\\d+ min", "0 min");
  }

  @Test
  void aLetterOfTheSignalQueueGoesBackInItsAccountsGroup() {
    bury("m-1", GOOD, "UnknownSignal", "the ledger has no signal");
    bury("m-2", "{", "MalformedMessage", "no JSON");
    String id = id("UnknownSignal", run("list"));

    run("redrive", id).succeeds();

    List<Message> sent = receive("signals.fifo");
    assertEquals(List.of(GOOD), sent.stream().map(Message::body).toList());
    assertEquals(
        Map.of("MessageGroupId", ACCOUNT), sent.getFirst().attributesAsStrings(), "its group");
    String left = run("list").out();
    assertFalse(left.contains("UnknownSignal"), left);
    assertTrue(left.contains("MalformedMessage"), "what was not chosen stays");
    assertEquals(ExitCode.USAGE, run("redrive", id).code(), "it is there no more");
    assertEquals(ExitCode.USAGE, run("redrive").code(), "which?");
  }

  @Test
  void anEventGoesToItsFunctionAndStaysIfThatFailsAgain() throws IOException {
    JsonNode record = JSON.readTree(onFailure());
    send("signals-dead", record.toString());
    lambda.function(
        STACK + "signals",
        payload -> {
          throw new IllegalStateException("still broken");
        });
    Cli.Run failed = run("redrive", "--all");
    assertEquals(ExitCode.FAILURE, failed.code());
    assertTrue(failed.out().contains("NOT sent"), failed.out());
    assertTrue(failed.out().contains("still broken"), failed.out());

    lambda.function(STACK + "signals", payload -> JsonNodeFactory.instance.objectNode());
    run("redrive", "--all").succeeds();
    assertEquals(record.path("requestPayload"), JSON.readTree(lambda.invocations().getLast()));
    assertEquals("There are no dead letters.\n", run("list").out());
    assertEquals("There are no dead letters.\n", run("redrive", "--all").out());
  }

  @Test
  void aPersonsCommandIsNotCarriedOutDaysLater() {
    lambda.function(STACK + "execution", payload -> JsonNodeFactory.instance.objectNode());
    send("execution-dead", "{\"requestPayload\": {\"action\": \"enable\"}}");
    send("execution-dead", "{\"requestPayload\": {\"action\": \"follow-up\"}}");
    Cli.Run run = run("redrive", "--all");

    assertEquals(ExitCode.FAILURE, run.code());
    assertTrue(run.out().contains("is not repeated for them"), run.out());
    assertEquals(List.of("{\"action\":\"follow-up\"}"), lambda.invocations());
  }

  @Test
  void aVersionThatAPersonChoseDaysAgoDoesNotOverruleThem() {
    lambda.function(STACK + "analysis", payload -> JsonNodeFactory.instance.objectNode());
    for (String action : List.of("activate", "rollback", "shadow", "add")) {
      send("analysis-dead", "{\"requestPayload\": {\"action\": \"" + action + "\"}}");
    }
    send("analysis-dead", "{\"requestPayload\": {\"action\": \"analyze\"}}");
    Cli.Run run = run("redrive", "--all");

    assertEquals(ExitCode.FAILURE, run.code());
    assertEquals(4, run.out().lines().filter(line -> line.contains("NOT sent")).count(), run.out());
    assertEquals(List.of("{\"action\":\"analyze\"}"), lambda.invocations());
  }

  @Test
  void everyFunctionsDeadLettersAreLookedAt() {
    Set<String> expected =
        FunctionPackage.all(Path.of("..")).stream()
            .map(function -> function.name() + "-dead")
            .collect(Collectors.toCollection(TreeSet::new));
    expected.addAll(List.of("signals-dead.fifo", "schedules-dead"));
    assertEquals(
        expected,
        Stream.of(DeadLetterBox.values())
            .map(DeadLetterBox::suffix)
            .collect(Collectors.toCollection(TreeSet::new)));
  }

  @Test
  void whatCannotBeSentAgainIsLeftWithTheReason() {
    bury("m-1", "x".repeat(262_144), "MalformedMessage", "too long");
    send("schedules-dead", "{\"action\":\"follow-up\"}");
    Cli.Run run = run("redrive", "--all");
    assertEquals(ExitCode.FAILURE, run.code());
    run.fitsTerminal();
    assertTrue(run.out().contains("it was cut when it was buried"), run.out());
    assertTrue(run.out().contains("a schedule's letter is late by now"), run.out());
    assertEquals(List.of(), lambda.invocations());
    String cut = id("MalformedMessage", run("list"));
    assertEquals(ExitCode.USAGE, run("delete", cut, "nothing-like-it").code(), "all or none");
    assertEquals(cut + "  deleted\n", run("delete", cut).succeeds().out());
    assertEquals(1, run("list").out().lines().filter(line -> line.contains(" min ")).count());
  }

  @Test
  void aStageThatIsNotThereIsNamed() {
    Cli.run("dead-letters", "list", "--stage", "prod", "--sqs-url", endpoint())
        .failsInOneLine(ExitCode.FAILURE, "bellwether-prod-signals-dead.fifo", "AWS_PROFILE");
    AwsSignedIn.signOut();
    Cli.run("dead-letters", "list", "--stage", "dev", "--sqs-url", endpoint())
        .failsInOneLine(ExitCode.USAGE, "no AWS credentials were found");
  }

  private Cli.Run run(String command, String... arguments) {
    List<String> line = new ArrayList<>(List.of("dead-letters", command, "--stage", "dev"));
    line.addAll(List.of("--sqs-url", endpoint()));
    line.addAll(List.of("--lambda-url", lambda.url()));
    line.addAll(List.of(arguments));
    return Cli.run(line.toArray(String[]::new));
  }

  /** The id of the letter in whose line of the list a word stands. */
  private static String id(String word, Cli.Run list) {
    String row = list.lines().stream().filter(l -> l.contains(word)).findFirst().orElseThrow();
    return row.substring(0, row.indexOf(' '));
  }

  private static void bury(String messageId, String body, String code, String reason) {
    new DeadLetterQueue(sqs, url("signals-dead.fifo"))
        .send(
            new DeadLetter(
                body, ACCOUNT, messageId + "-" + LETTERS.incrementAndGet(), code, reason));
  }

  private static String onFailure() throws IOException {
    return Files.readString(Path.of("../events/on-failure.json"));
  }

  private static void send(String queue, String body) {
    sqs.sendMessage(r -> r.queueUrl(url(queue)).messageBody(body));
  }

  private static List<Message> receive(String queue) {
    return sqs.receiveMessage(
            r ->
                r.queueUrl(url(queue))
                    .maxNumberOfMessages(10)
                    .messageSystemAttributeNamesWithStrings("MessageGroupId"))
        .messages();
  }

  private static void purge(String queue) {
    sqs.purgeQueue(r -> r.queueUrl(url(queue)));
  }

  private static String url(String queue) {
    return sqs.getQueueUrl(r -> r.queueName(STACK + queue)).queueUrl();
  }

  private static void queue(String name) {
    Map<QueueAttributeName, String> attributes =
        name.endsWith(".fifo") ? Map.of(QueueAttributeName.FIFO_QUEUE, "true") : Map.of();
    sqs.createQueue(r -> r.queueName(STACK + name).attributes(attributes));
  }

  private static String endpoint() {
    return URI.create(cloud.signalQueueUrl()).resolve("/").toString();
  }
}
