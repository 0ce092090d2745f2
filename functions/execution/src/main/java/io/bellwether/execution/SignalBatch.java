package io.bellwether.execution;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bellwether.cloud.CloudException;
import io.bellwether.cloud.DeadLetter;
import io.bellwether.cloud.DeadLetterQueue;
import io.bellwether.cloud.MalformedMessageException;
import io.bellwether.cloud.SignalMessage;
import io.bellwether.market.time.Deadline;
import io.bellwether.trading.config.StrategyVersion;
import io.bellwether.trading.execution.RefusedSignalException;
import io.bellwether.trading.execution.UnknownSignalException;
import io.bellwether.trading.ledger.DamagedItemException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes over a batch of the signal queue. Every message comes to one of three ends: its signal has
 * a plan, or it is with the dead letters with its reason, or it stays in the queue. After one that
 * stays, later messages of its group stay too, to keep their order.
 */
final class SignalBatch {
  private static final Logger LOG = LoggerFactory.getLogger("execution");

  private final ExecutionWiring wiring;
  private final Deadline deadline;

  SignalBatch(ExecutionWiring wiring, Deadline deadline) {
    this.wiring = wiring;
    this.deadline = deadline;
  }

  /** One message. */
  private record Received(String messageId, String group, int receives, String body) {}

  /**
   * Takes over what can be.
   *
   * @param records as SQS hands them to Lambda
   * @return which messages stay in the queue
   * @throws IllegalArgumentException if the event is no such batch; nothing is taken over then
   */
  ObjectNode take(JsonNode records) {
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    ArrayNode failures = answer.putArray("batchItemFailures");
    Set<String> failedGroups = new HashSet<>();
    for (Received message : parse(records)) {
      if (failedGroups.contains(message.group()) || !take(message)) {
        failedGroups.add(message.group());
        failures.addObject().put("itemIdentifier", message.messageId());
      }
    }
    return answer;
  }

  /** Whole before anything is done: an event that nobody but a person can have made is refused. */
  private static List<Received> parse(JsonNode records) {
    if (!records.isArray()) {
      throw new IllegalArgumentException("'Records' must be the array that SQS hands to Lambda");
    }
    List<Received> messages = new ArrayList<>();
    for (int i = 0; i < records.size(); i++) {
      JsonNode record = records.get(i);
      JsonNode attributes = record.path("attributes");
      messages.add(
          new Received(
              text(record, "messageId", i),
              attributes.path("MessageGroupId").asText(""),
              attributes.path("ApproximateReceiveCount").asInt(1),
              text(record, "body", i)));
    }
    return messages;
  }

  private static String text(JsonNode record, String name, int index) {
    JsonNode value = record.path(name);
    if (!value.isTextual() || value.textValue().isEmpty()) {
      throw new IllegalArgumentException(
          "'Records[%d]' is no message of SQS: it has no text '%s'".formatted(index, name));
    }
    return value.textValue();
  }

  /** Whether the message is done with. */
  private boolean take(Received message) {
    SignalMessage signal;
    StrategyVersion owner;
    try {
      signal = SignalMessage.parse(message.body());
      requireOwnGroup(message, signal);
      owner = wiring.owner(signal.account());
    } catch (MalformedMessageException e) {
      return bury(message, "MalformedMessage", e);
    } catch (RuntimeException e) {
      return retry(message, e);
    }
    try {
      if (!admitted(message, signal, owner)) {
        return true;
      }
    } catch (UnknownSignalException e) {
      return bury(message, "UnknownSignal", e);
    } catch (RefusedSignalException e) {
      // The packaged version may differ from the one in force that decided it.
      return owner.packaged() ? retry(message, e) : bury(message, "RefusedSignal", e);
    } catch (RuntimeException e) {
      return retry(message, e);
    }
    return carryOn(message, owner);
  }

  /** Messages of one account have to be in its group, or they could overtake each other. */
  private static void requireOwnGroup(Received message, SignalMessage signal) {
    if (!message.group().isEmpty() && !message.group().equals(signal.account())) {
      throw new MalformedMessageException(
          "the message is in the group of account %s and names account %s"
              .formatted(message.group(), signal.account()));
    }
  }

  /**
   * Whether the signal was taken over; if not, the message was buried, because the signal or its
   * plan cannot be read.
   */
  private boolean admitted(Received message, SignalMessage signal, StrategyVersion owner) {
    try {
      wiring.admission().admit(signal.signalId(), owner);
      wiring.intake().take(signal.signalId());
      return true;
    } catch (DamagedItemException e) {
      if (wiring.damage().tell(owner, e) && bury(message, "DamagedItem", e)) {
        return false;
      }
      throw e;
    }
  }

  /** Executes what was taken over. From here on the follow-up does it if this does not. */
  private boolean carryOn(Received message, StrategyVersion owner) {
    try {
      wiring.execution(owner).followUp(deadline);
      return true;
    } catch (DamagedItemException e) {
      return wiring.damage().tell(owner, e) || retry(message, e);
    } catch (RuntimeException e) {
      return retry(message, e);
    }
  }

  /**
   * Puts a message with the dead letters that would else hold up its account for as long as the
   * queue retries it. It is done with only once it is there.
   */
  private boolean bury(Received message, String errorCode, RuntimeException reason) {
    if (wiring.deadLetters().isEmpty()) {
      return stay(message, reason);
    }
    String why = String.valueOf(reason.getMessage());
    try {
      wiring
          .deadLetters()
          .get()
          .send(
              new DeadLetter(message.body(), message.group(), message.messageId(), errorCode, why));
    } catch (CloudException e) {
      return stay(message, e);
    }
    LOG.atError()
        .addKeyValue("errorCode", errorCode)
        .addKeyValue("messageId", message.messageId())
        .addKeyValue("account", message.group())
        .log("a message is with the dead letters: " + why);
    return true;
  }

  /**
   * Leaves a message to the queue, which delivers it again. After the last time it would move it to
   * the dead letters without a word: that is done here, with the reason.
   */
  private boolean retry(Received message, RuntimeException failure) {
    return message.receives() >= DeadLetterQueue.MAXIMUM_RECEIVES
        ? bury(message, "RetriesExhausted", failure)
        : stay(message, failure);
  }

  private static boolean stay(Received message, RuntimeException failure) {
    LOG.atError()
        .addKeyValue("messageId", message.messageId())
        .setCause(failure)
        .log("the signal was not taken over; the queue delivers it again");
    return false;
  }
}
