package io.bellwether.cloud;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/**
 * The FIFO queue for messages that can never be handled: each with its reason in the attributes
 * {@code ErrorCode}, {@code ErrorMessage} and {@code SourceMessageId}, in the group it had. A
 * message that is put there twice within five minutes is there once. A body that SQS would not take
 * beside its reason is cut, or its control characters replaced; {@code BodyAltered} says so then.
 */
public final class DeadLetterQueue {
  /** How often the queue delivers a message before it is a dead letter; as deployed. */
  public static final int MAXIMUM_RECEIVES = 5;

  private static final int LONGEST_REASON = 500;
  private static final String NO_GROUP = "none";

  /** SQS takes 262,144 bytes with the attributes, which have at most some 8,000. */
  private static final int LARGEST_BODY = 250_000;

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
    String body = cut(accepted(letter.body()));
    Map<String, MessageAttributeValue> attributes = new HashMap<>();
    attributes.put("ErrorCode", text(letter.errorCode()));
    attributes.put("ErrorMessage", text(letter.errorMessage()));
    attributes.put("SourceMessageId", text(letter.messageId()));
    if (!body.equals(letter.body())) {
      attributes.put("BodyAltered", text("it had " + letter.body().length() + " characters"));
    }
    try {
      client
          .get()
          .sendMessage(
              request ->
                  request
                      .queueUrl(queueUrl)
                      .messageGroupId(letter.group().isBlank() ? NO_GROUP : letter.group())
                      .messageDeduplicationId("dead-" + letter.messageId())
                      .messageBody(body)
                      .messageAttributes(attributes));
    } catch (SdkException e) {
      throw new CloudException(
          "message %s was not confirmed by the dead letters %s; it stays in its queue"
              .formatted(letter.messageId(), queueUrl),
          e);
    }
  }

  /** SQS takes no control characters and no empty text. */
  private static MessageAttributeValue text(String value) {
    String plain = accepted(value.replaceAll("\\p{Cntrl}+", " ")).strip();
    String shortened =
        plain.length() <= LONGEST_REASON ? plain : plain.substring(0, LONGEST_REASON) + "...";
    return MessageAttributeValue.builder()
        .dataType("String")
        .stringValue(accepted(shortened.isEmpty() ? "none" : shortened))
        .build();
  }

  /** The text with every character replaced that SQS takes in no message. */
  private static String accepted(String text) {
    return text.codePoints().allMatch(DeadLetterQueue::isAccepted)
        ? text
        : text.codePoints()
            .map(character -> isAccepted(character) ? character : '\uFFFD')
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
  }

  /** The characters of XML 1.0, as the documentation of SendMessage lists them. */
  private static boolean isAccepted(int character) {
    return character == '\t'
        || character == '\n'
        || character == '\r'
        || (character >= 0x20 && character <= 0xD7FF)
        || (character >= 0xE000 && character <= 0xFFFD)
        || character >= 0x10000;
  }

  private static String cut(String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    if (bytes.length <= LARGEST_BODY) {
      return body;
    }
    int end = LARGEST_BODY;
    // Not within a character: a byte that goes on with one begins with 10.
    while ((bytes[end] & 0xC0) == 0x80) {
      end--;
    }
    return new String(bytes, 0, end, StandardCharsets.UTF_8);
  }
}
