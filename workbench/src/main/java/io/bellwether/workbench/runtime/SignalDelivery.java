package io.bellwether.workbench.runtime;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bellwether.workbench.cloud.EmbeddedCloud;
import io.bellwether.workbench.replay.QueueReader;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/**
 * The event source mapping between the signal queue and the execution function: a batch of messages
 * is one invocation; what the function does not report as failed is deleted, and nothing is if it
 * does not answer.
 */
public final class SignalDelivery {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private static final int BATCH = 10;

  private final QueueReader queue;
  private final EmbeddedCloud cloud;
  private final LocalLambda execution;

  SignalDelivery(EmbeddedCloud cloud, LocalLambda execution) {
    AtomicLong asks = new AtomicLong();
    this.queue = new QueueReader(cloud.sqsClient(), cloud.signalQueueUrl(), asks::incrementAndGet);
    this.cloud = cloud;
    this.execution = execution;
  }

  /** Delivers the messages that are there, up to a batch; empty if there are none. */
  public Optional<Invocation> deliver() {
    List<QueueReader.Received> messages = queue.receive();
    if (messages.isEmpty()) {
      return Optional.empty();
    }
    ObjectNode batch = JSON.createObjectNode();
    messages.forEach(message -> batch.withArray("Records").add(message.record()));
    Invocation invocation = execution.invoke(batch);
    if (invocation.outcome() instanceof Invocation.Outcome.Answered answered) {
      Set<String> failed =
          new HashSet<>(
              answered.response().path("batchItemFailures").findValuesAsText("itemIdentifier"));
      messages.stream().filter(message -> !failed.contains(message.id())).forEach(queue::delete);
    }
    return Optional.of(invocation);
  }

  /**
   * Sends the dead letters to the signal queue again, as SQS's message move task does on AWS. Done
   * by hand here: ElasticMQ's task ends at once on a FIFO queue and moves nothing.
   *
   * @return how many there were, at most a batch
   */
  public int redrive() {
    List<Message> letters =
        cloud
            .sqsClient()
            .receiveMessage(
                r ->
                    r.queueUrl(cloud.deadLetterQueueUrl())
                        .maxNumberOfMessages(BATCH)
                        .messageSystemAttributeNames(MessageSystemAttributeName.ALL)
                        .messageAttributeNames("All"))
            .messages();
    letters.forEach(this::moveBack);
    return letters.size();
  }

  private void moveBack(Message letter) {
    Map<MessageSystemAttributeName, String> attributes = letter.attributes();
    cloud
        .sqsClient()
        .sendMessage(
            r ->
                r.queueUrl(cloud.signalQueueUrl())
                    .messageBody(letter.body())
                    .messageAttributes(letter.messageAttributes())
                    .messageGroupId(attributes.get(MessageSystemAttributeName.MESSAGE_GROUP_ID))
                    .messageDeduplicationId(
                        attributes.get(MessageSystemAttributeName.MESSAGE_DEDUPLICATION_ID)));
    cloud
        .sqsClient()
        .deleteMessage(
            r -> r.queueUrl(cloud.deadLetterQueueUrl()).receiptHandle(letter.receiptHandle()));
  }
}
