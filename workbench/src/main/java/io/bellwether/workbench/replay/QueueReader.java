package io.bellwether.workbench.replay;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/** Reads the signal queue as Lambda's event source mapping does. */
public final class QueueReader {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int BATCH = 10;

  private final SqsClient sqs;
  private final String queueUrl;

  public QueueReader(SqsClient sqs, String queueUrl) {
    this.sqs = sqs;
    this.queueUrl = queueUrl;
  }

  /** A message and the record that Lambda would make of it. */
  record Received(String id, String receiptHandle, ObjectNode record) {}

  /** What is there now, without waiting. */
  List<Received> receive() {
    return sqs
        .receiveMessage(
            request ->
                request
                    .queueUrl(queueUrl)
                    .maxNumberOfMessages(BATCH)
                    .waitTimeSeconds(0)
                    .messageSystemAttributeNames(MessageSystemAttributeName.ALL))
        .messages()
        .stream()
        .map(this::received)
        .toList();
  }

  /** Takes a message that was handled off the queue. */
  void delete(Received message) {
    sqs.deleteMessage(request -> request.queueUrl(queueUrl).receiptHandle(message.receiptHandle()));
  }

  private Received received(Message message) {
    ObjectNode node = JSON.createObjectNode();
    node.put("messageId", message.messageId());
    node.put("receiptHandle", message.receiptHandle());
    node.put("body", message.body());
    ObjectNode attributes = node.putObject("attributes");
    message.attributesAsStrings().forEach(attributes::put);
    node.putObject("messageAttributes");
    node.put("eventSource", "aws:sqs");
    node.put("eventSourceARN", "arn:aws:sqs:local:000000000000:signals.fifo");
    node.put("awsRegion", "local");
    return new Received(message.messageId(), message.receiptHandle(), node);
  }
}
