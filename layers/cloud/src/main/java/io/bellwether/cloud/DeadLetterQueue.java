package io.bellwether.cloud;

import java.util.Map;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/**
 * The FIFO queue for messages that can never be handled: each with its reason in the attributes
 * {@code ErrorCode}, {@code ErrorMessage} and {@code SourceMessageId}, in the group it had. A
 * message that is put there twice within five minutes is there once.
 */
public final class DeadLetterQueue {
  private static final int LONGEST_REASON = 500;
  private static final String NO_GROUP = "none";

  private final Supplier<SqsClient> client;
  private final String queueUrl;

  /**
   * A queue for dead letters.
   *
   * @param client stays the caller's to close
   */
  public DeadLetterQueue(SqsClient client, String queueUrl) {
    this(() -> client, queueUrl);
  }

  /** The same, with a client that is first asked for when it is needed. */
  public DeadLetterQueue(Supplier<SqsClient> client, String queueUrl) {
    this.client = client;
    this.queueUrl = queueUrl;
  }

  /**
   * Puts a message there.
   *
   * @throws CloudException if SQS did not confirm; the message must not be acknowledged then
   */
  public void send(DeadLetter letter) {
    try {
      client
          .get()
          .sendMessage(
              request ->
                  request
                      .queueUrl(queueUrl)
                      .messageGroupId(letter.group().isBlank() ? NO_GROUP : letter.group())
                      .messageDeduplicationId("dead-" + letter.messageId())
                      .messageBody(letter.body())
                      .messageAttributes(
                          Map.of(
                              "ErrorCode", text(letter.errorCode()),
                              "ErrorMessage", text(letter.errorMessage()),
                              "SourceMessageId", text(letter.messageId()))));
    } catch (SdkException e) {
      throw new CloudException(
          "message %s was not confirmed by the dead letters %s; it stays in its queue"
              .formatted(letter.messageId(), queueUrl),
          e);
    }
  }

  /** SQS takes no control characters and no empty text. */
  private static MessageAttributeValue text(String value) {
    String plain = value.replaceAll("\\p{Cntrl}+", " ").strip();
    String shortened =
        plain.length() <= LONGEST_REASON ? plain : plain.substring(0, LONGEST_REASON) + "...";
    return MessageAttributeValue.builder()
        .dataType("String")
        .stringValue(shortened.isEmpty() ? "none" : shortened)
        .build();
  }
}
