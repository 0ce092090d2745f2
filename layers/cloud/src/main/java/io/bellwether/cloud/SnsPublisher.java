package io.bellwether.cloud;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.text.Normalizer;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sns.SnsClient;

/**
 * Messages to the people subscribed to an SNS topic. E-mail gets the whole text; SMS gets one part
 * of 160 plain characters, because each further part, and every part with a character outside of
 * the phone alphabet, is billed again.
 */
public final class SnsPublisher {
  private static final int SUBJECT_CHARACTERS = 100;
  private static final int SMS_CHARACTERS = 160;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final SnsClient client;
  private final String topicArn;

  /**
   * A topic for messages.
   *
   * @param client stays the caller's to close
   */
  public SnsPublisher(SnsClient client, String topicArn) {
    this.client = client;
    this.topicArn = topicArn;
  }

  /**
   * Publishes a message. Success means that SNS has it, not that anyone was reached.
   *
   * @param subject the subject of the e-mail; cut to 100 plain characters
   * @param text the message
   * @throws CloudException if SNS did not take it
   */
  public void publish(String subject, String text) {
    String message =
        JSON.createObjectNode()
            .put("default", text)
            .put("sms", plain(subject + ": " + text, SMS_CHARACTERS))
            .toString();
    try {
      client.publish(
          request ->
              request
                  .topicArn(topicArn)
                  .subject(plain(subject, SUBJECT_CHARACTERS))
                  .messageStructure("json")
                  .message(message));
    } catch (SdkException e) {
      throw new CloudException("the message '" + subject + "' was not taken by " + topicArn, e);
    }
  }

  /** The text in printable ASCII on one line, at most {@code limit} characters. */
  static String plain(String text, int limit) {
    String ascii =
        Normalizer.normalize(text, Normalizer.Form.NFKD)
            .replaceAll("\\p{M}", "")
            .replaceAll("\\s+", " ")
            .replaceAll("[^\\x20-\\x7e]+", "?")
            .strip();
    return ascii.length() <= limit ? ascii : ascii.substring(0, limit - 3) + "...";
  }
}
