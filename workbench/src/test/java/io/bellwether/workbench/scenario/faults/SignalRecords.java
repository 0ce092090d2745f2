package io.bellwether.workbench.scenario.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bellwether.cloud.SignalMessage;
import io.bellwether.trading.signal.Signal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

/** Batches of the signal queue as a test wants them, and the dead letters they leave. */
final class SignalRecords {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final ObjectNode batch = JSON.createObjectNode();

  SignalRecords() {
    batch.putArray("Records");
  }

  /** Adds a message that is received for the first time. */
  SignalRecords add(String messageId, String group, String body) {
    return add(messageId, group, 1, body);
  }

  /** Adds a message. */
  SignalRecords add(String messageId, String group, int receives, String body) {
    ObjectNode record = batch.withArray("Records").addObject();
    record.put("messageId", messageId).put("body", body);
    record
        .putObject("attributes")
        .put("MessageGroupId", group)
        .put("ApproximateReceiveCount", Integer.toString(receives));
    return this;
  }

  /** Adds the message that is sent for a signal. */
  SignalRecords add(String messageId, Signal signal) {
    return add(
        messageId, signal.account(), new SignalMessage(signal.id(), signal.account()).json());
  }

  ObjectNode batch() {
    return batch;
  }

  /** Hands the batch to execution and returns the messages that stay in the queue. */
  List<String> deliver(Story story) {
    JsonNode answer = story.functions().execution(batch);
    return answer.path("batchItemFailures").findValuesAsText("itemIdentifier");
  }

  /** Takes the dead letters out of their queue: by the id the message had. */
  static Map<String, Message> takeLetters(Story story) {
    SqsClient sqs = story.cloud().sqsClient();
    String url = story.cloud().deadLetterQueueUrl();
    Map<String, Message> letters = new TreeMap<>();
    while (true) {
      List<Message> messages =
          sqs.receiveMessage(
                  r -> r.queueUrl(url).maxNumberOfMessages(10).messageAttributeNames("All"))
              .messages();
      if (messages.isEmpty()) {
        return letters;
      }
      for (Message message : messages) {
        letters.put(attribute(message, "SourceMessageId"), message);
        sqs.deleteMessage(r -> r.queueUrl(url).receiptHandle(message.receiptHandle()));
      }
    }
  }

  static String attribute(Message letter, String name) {
    return letter.messageAttributes().get(name).stringValue();
  }
}
