package io.bellwether.cloud;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.bellwether.trading.alert.EventMessage;
import io.bellwether.trading.event.TradingEvent;
import java.util.Map;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;

/**
 * Messages to the people subscribed to an SNS topic. E-mail gets the whole text; SMS gets one part
 * of plain characters, because each further part, and every part with a character outside of the
 * phone alphabet, is billed again.
 */
public final class SnsPublisher {
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
   * Publishes an event. Subscribers can filter by the attributes {@code severity} ({@code
   * critical}, {@code warning}, {@code info}), {@code type} ({@code OrderFilled}, ...), {@code
   * account} and {@code strategy}. Success means that SNS has it, not that anyone was reached.
   *
   * @param message the event in words
   * @throws CloudException if SNS did not take it
   */
  public void publish(TradingEvent event, EventMessage message) {
    String structure =
        JSON.createObjectNode()
            .put("default", message.text())
            .put("email", message.text())
            .put("sms", message.sms())
            .toString();
    try {
      client.publish(
          request ->
              request
                  .topicArn(topicArn)
                  .subject(message.subject())
                  .messageStructure("json")
                  .message(structure)
                  .messageAttributes(attributes(event)));
    } catch (SdkException e) {
      throw new CloudException(
          "the message '" + message.subject() + "' was not taken by " + topicArn, e);
    }
  }

  private static Map<String, MessageAttributeValue> attributes(TradingEvent event) {
    return Map.of(
        "severity", string(event.severity().label()),
        "type", string(EventJson.detailType(event.type())),
        "account", string(event.account()),
        // An empty value would be refused.
        "strategy", string(event.strategy().orElse("none")),
        // Promotional, SNS's default, may come late or not at all.
        "AWS.SNS.SMS.SMSType", string("Transactional"));
  }

  private static MessageAttributeValue string(String value) {
    return MessageAttributeValue.builder().dataType("String").stringValue(value).build();
  }
}
