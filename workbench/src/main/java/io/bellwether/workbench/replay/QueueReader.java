package io.bellwether.workbench.replay;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/** Reads the signal queue as Lambda's event source mapping does. */
public final class QueueReader {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int BATCH = 10;

  private final SqsClient sqs;
  private final String queueUrl;
  private final LongSupplier sent;
  private final Set<String> handedOut = new HashSet<>();
  private long sentWhenEmptied;

  /**
   * @param sent how many messages were sent to the queue so far, whether or not it took them
   */
  public QueueReader(SqsClient sqs, String queueUrl, LongSupplier sent) {
    this.sqs = sqs;
    this.queueUrl = queueUrl;
    this.sent = sent;
  }

  /** A message and the record that Lambda would make of it. */
  public record Received(String id, String receiptHandle, ObjectNode record) {}

  /**
   * What is there now, without waiting. The queue is asked only if there may be something: if a
   * message was sent since it was emptied, or one that was handed out is not off it.
   */
  public List<Received> receive() {
    long sentSoFar = sent.getAsLong();
    if (sentSoFar == sentWhenEmptied && handedOut.isEmpty()) {
      return List.of();
    }
    List<Received> messages = ask();
    messages.forEach(message -> handedOut.add(message.id()));
    if (messages.size() < BATCH) {
      sentWhenEmptied = sentSoFar;
    }
    return messages;
  }

  private List<Received> ask() {
    return sqs
        .receiveMessage(
            request ->
                request
                    .queueUrl(queueUrl)
                    .maxNumberOfMessages(BATCH)
                    .waitTimeSeconds(0)
                    .messageSystemAttributeNames(MessageSystemAttributeName.ALL)
                    .messageAttributeNames("All"))
        .messages()
        .stream()
        .map(this::received)
        .toList();
  }

  /** Takes a message that was handled off the queue. */
  public void delete(Received message) {
    sqs.deleteMessage(request -> request.queueUrl(queueUrl).receiptHandle(message.receiptHandle()));
    handedOut.remove(message.id());
  }

  private Received received(Message message) {
    ObjectNode node = JSON.createObjectNode();
    node.put("messageId", message.messageId());
    node.put("receiptHandle", message.receiptHandle());
    node.put("body", message.body());
    ObjectNode attributes = node.putObject("attributes");
    message.attributesAsStrings().forEach(attributes::put);
    ObjectNode given = node.putObject("messageAttributes");
    message
        .messageAttributes()
        .forEach(
            (name, value) ->
                given
                    .putObject(name)
                    .put("stringValue", value.stringValue())
                    .put("dataType", value.dataType()));
    node.put("md5OfBody", message.md5OfBody());
    node.put("eventSource", "aws:sqs");
    node.put("eventSourceARN", "arn:aws:sqs:us-east-1:000000000000:signals.fifo");
    node.put("awsRegion", "us-east-1");
    return new Received(message.messageId(), message.receiptHandle(), node);
  }
}
