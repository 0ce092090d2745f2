package io.bellwether.workbench.simulate;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bellwether.cloud.DeadLetterQueue;
import io.bellwether.workbench.replay.VirtualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageResponse;

/**
 * The FIFO queue of signals and its dead letters, as SQS has them: de-duplicated for five minutes,
 * one batch of a group in flight at a time, delivered again after the visibility timeout, given up
 * after as many receipts as there.
 */
final class Messages implements SqsClient {
  static final String SIGNALS = "https://sqs.invalid/signals.fifo";
  static final String DEAD_LETTERS = "https://sqs.invalid/dead-letters.fifo";

  private static final Duration DEDUPLICATION = Duration.ofMinutes(5);
  private static final Duration VISIBILITY = Duration.ofMinutes(6);
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final VirtualClock clock;
  private final Processes processes;
  private final List<Message> waiting = new ArrayList<>();
  private final List<Message> deadLetters = new ArrayList<>();
  private final Map<String, Instant> seen = new HashMap<>();
  private int count;

  Messages(VirtualClock clock, Processes processes) {
    this.clock = clock;
    this.processes = processes;
  }

  /** A message on its way. */
  static final class Message {
    private final String id;
    private final String group;
    private final String body;
    private Instant visibleFrom;
    private int receipts;

    private Message(String id, String group, String body, Instant visibleFrom) {
      this.id = id;
      this.group = group;
      this.body = body;
      this.visibleFrom = visibleFrom;
    }

    String id() {
      return id;
    }

    String body() {
      return body;
    }
  }

  @Override
  public SendMessageResponse sendMessage(SendMessageRequest request) {
    Optional<FaultKind> fault = processes.enter(Step.SEND_SIGNAL);
    if (fault.equals(Optional.of(FaultKind.SEND_FAILS))) {
      throw SdkClientException.create("SQS is out of reach");
    }
    take(request);
    if (fault.equals(Optional.of(FaultKind.SEND_ANSWER_LOST))) {
      throw SdkClientException.create("SQS did not answer");
    }
    processes.leave(fault);
    return SendMessageResponse.builder().messageId("message-" + count).build();
  }

  private void take(SendMessageRequest request) {
    Instant now = clock.instant();
    String group = String.valueOf(request.messageGroupId());
    if (request.queueUrl().equals(DEAD_LETTERS)) {
      deadLetters.add(new Message("dead-" + count++, group, request.messageBody(), now));
      return;
    }
    String deduplication = String.valueOf(request.messageDeduplicationId());
    Instant first = seen.get(deduplication);
    if (first == null || now.isAfter(first.plus(DEDUPLICATION))) {
      seen.put(deduplication, now);
      waiting.add(new Message("message-" + count++, group, request.messageBody(), now));
    }
  }

  /** The first message that may be handed out now, which then is hidden for a while. */
  Optional<Message> receive() {
    Instant now = clock.instant();
    for (int i = 0; i < waiting.size(); i++) {
      Message message = waiting.get(i);
      boolean first =
          waiting.subList(0, i).stream().noneMatch(other -> other.group.equals(message.group));
      if (first && !message.visibleFrom.isAfter(now)) {
        if (message.receipts == DeadLetterQueue.MAXIMUM_RECEIVES) {
          waiting.remove(message);
          deadLetters.add(message);
          return receive();
        }
        message.receipts++;
        message.visibleFrom = now.plus(VISIBILITY);
        return Optional.of(message);
      }
    }
    return Optional.empty();
  }

  /** A message was handled. */
  void delete(Message message) {
    waiting.remove(message);
  }

  /** The messages that were given up, or buried. */
  List<Message> deadLetters() {
    return deadLetters;
  }

  /** Sends what was given up once more, as an operator does once the cause is mended. */
  void redrive() {
    for (Message message : deadLetters) {
      waiting.add(new Message("message-" + count++, message.group, message.body, clock.instant()));
    }
    deadLetters.clear();
  }

  /** The event that Lambda makes of a message. */
  static ObjectNode event(Message message) {
    ObjectNode event = JSON.createObjectNode();
    ObjectNode entry = event.putArray("Records").addObject();
    entry.put("messageId", message.id).put("body", message.body);
    entry
        .putObject("attributes")
        .put("MessageGroupId", message.group)
        .put("ApproximateReceiveCount", Integer.toString(message.receipts));
    entry.put("eventSource", "aws:sqs");
    return event;
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {
    waiting.clear();
  }
}
