package io.bellwether.workbench.runtime;

import static io.bellwether.workbench.runtime.Deployments.ACCOUNT;
import static io.bellwether.workbench.runtime.Deployments.SIGNAL;
import static io.bellwether.workbench.runtime.Deployments.event;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.bellwether.cloud.Setting;
import io.bellwether.cloud.SignalMessage;
import io.bellwether.trading.config.StrategyBook;
import io.bellwether.trading.config.StrategyVersion;
import io.bellwether.trading.ledger.Activations;
import io.bellwether.workbench.exchange.Fault;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

/** What cannot be handled ends in the dead letters with its reason, and can be sent again. */
@Tag("integration")
@EnabledOnOs(value = OS.LINUX, disabledReason = "Lambda's runtime client is native code for Linux")
final class DeadLettersTest {
  private static final String OTHER = "alpaca-paper-rsi2";

  @TempDir private static Path folder;

  @SuppressWarnings("NullAway.Init")
  private static LocalDeployment deployment;

  @BeforeAll
  static void start() {
    deployment = Deployments.start(folder, UnaryOperator.identity(), Fault.NONE);
  }

  @AfterAll
  static void stop() {
    deployment.close();
  }

  @Test
  void aMessageIsBuriedWithItsReasonHoldsUpNobodyAndIsRedriven() {
    SqsClient sqs = deployment.cloud().sqsClient();
    send(sqs, "malformed", "{\"signal\":");
    send(sqs, "too-early", new SignalMessage(SIGNAL, ACCOUNT).json());

    Invocation delivered = deployment.signals().deliver().orElseThrow();
    assertTrue(delivered.response().path("batchItemFailures").isEmpty(), "both are done with");
    assertTrue(deployment.signals().deliver().isEmpty(), "neither is left in the queue");
    Map<String, Message> dead = dead(sqs);
    assertEquals("{\"signal\":", dead.get("MalformedMessage").body());
    assertTrue(text(dead.get("UnknownSignal"), "ErrorMessage").contains(SIGNAL));
    assertFalse(text(dead.get("UnknownSignal"), "SourceMessageId").isBlank());

    // The cause is mended: the signal is there. What is past mending is taken out by hand.
    assertTrue(deployment.invoke("signals", event("scheduled-tick.json")).succeeded());
    assertTrue(deployment.signals().deliver().orElseThrow().succeeded());
    assertEquals(1, deployment.exchange().orders().size(), "the tick's own message was executed");
    delete(sqs, dead.get("MalformedMessage"));
    assertEquals(1, deployment.signals().redrive());

    Invocation redriven = deployment.signals().deliver().orElseThrow();
    assertEquals(1, redriven.payload().path("Records").size());
    assertTrue(redriven.response().path("batchItemFailures").isEmpty());
    assertTrue(dead(sqs).isEmpty(), "it was understood this time");
    assertEquals(1, deployment.exchange().orders().size(), "and bought nothing twice");
  }

  @Test
  void aMessageThatCannotBeBuriedIsNotAcknowledged() {
    String nowhere = deployment.cloud().signalQueueUrl() + "-there-is-none.fifo";
    deployment.set(Setting.DLQ_URL, nowhere);
    deployment.function("execution").recycle();
    Invocation batch = deployment.invoke("execution", event("signal-queue-mixed.json"));
    deployment.set(Setting.DLQ_URL, deployment.cloud().deadLetterQueueUrl());
    deployment.function("execution").recycle();

    assertTrue(
        batch
            .response()
            .findValuesAsText("itemIdentifier")
            .contains("2a1f6c55-7f7e-4a39-9d3a-4a6b1b8a1c02"),
        batch::toString);
  }

  @Test
  void anEventThatFailsForGoodIsKeptWithItsReasonAndHandledOnceTheCauseIsMended() {
    AsynchronousFunction execution = deployment.asynchronous("execution");
    JsonNode enable = Deployments.json("{\"action\":\"enable\",\"account\":\"" + OTHER + "\"}");
    List<Invocation> attempts = execution.invoke(enable);
    assertEquals(3, attempts.size(), "Lambda tries three times");

    JsonNode record = execution.oldestFailure().orElseThrow();
    assertEquals("RetriesExhausted", record.at("/requestContext/condition").asText());
    assertEquals(enable, record.path("requestPayload"));
    assertTrue(record.at("/responsePayload/errorMessage").asText().contains(OTHER));
    assertTrue(
        record.at("/responsePayload/errorType").asText().endsWith("InvocationRefusedException"));

    enableOwnerOfOther();
    deploy("ema-crossover@" + ACCOUNT + ",rsi2@" + OTHER, OTHER + "=a-secret-of-its-own");
    List<Invocation> redriven = execution.redrive();
    deploy("ema-crossover@" + ACCOUNT, "");
    assertEquals(1, redriven.size());
    assertEquals(OTHER, redriven.getFirst().response().at("/accounts/0/account").asText());
    assertEquals(Optional.empty(), execution.oldestFailure());
  }

  private static void deploy(String strategies, String accountSecrets) {
    deployment.set(Setting.STRATEGIES, strategies);
    deployment.set(Setting.ACCOUNT_SECRETS, accountSecrets);
    deployment.function("execution").recycle();
  }

  /** The account belongs to a strategy that is not enabled as packaged. */
  private static void enableOwnerOfOther() {
    StrategyVersion packaged =
        StrategyBook.packaged().stream()
            .filter(version -> version.account().id().equals(OTHER))
            .findFirst()
            .orElseThrow();
    StrategyVersion enabled =
        new StrategyVersion(
            packaged.strategy(),
            2,
            Optional.of(1),
            true,
            packaged.account(),
            packaged.symbols(),
            packaged.timeframe(),
            packaged.basis(),
            packaged.feeds(),
            packaged.parameters(),
            "test",
            packaged.createdAt(),
            false);
    Activations.bringIn(deployment.cloud().ledger().strategies(), enabled);
  }

  private void send(SqsClient sqs, String deduplication, String body) {
    sqs.sendMessage(
        r ->
            r.queueUrl(deployment.cloud().signalQueueUrl())
                .messageGroupId(ACCOUNT)
                .messageDeduplicationId(deduplication)
                .messageBody(body));
  }

  /** The dead letters by their error codes. */
  private Map<String, Message> dead(SqsClient sqs) {
    Map<String, Message> letters = new TreeMap<>();
    sqs.receiveMessage(
            r ->
                r.queueUrl(deployment.cloud().deadLetterQueueUrl())
                    .maxNumberOfMessages(10)
                    .visibilityTimeout(0)
                    .messageAttributeNames("All"))
        .messages()
        .forEach(message -> letters.put(text(message, "ErrorCode"), message));
    return letters;
  }

  private void delete(SqsClient sqs, Message message) {
    sqs.deleteMessage(
        r ->
            r.queueUrl(deployment.cloud().deadLetterQueueUrl())
                .receiptHandle(message.receiptHandle()));
  }

  private static String text(Message message, String attribute) {
    return message.messageAttributes().get(attribute).stringValue();
  }
}
