package io.bellwether.cloud;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bellwether.trading.alert.EventMessage;
import io.bellwether.trading.event.TradingEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.AuthorizationErrorException;
import software.amazon.awssdk.services.sns.model.PublishRequest;
import software.amazon.awssdk.services.sns.model.PublishResponse;

class SnsPublisherTest {
  private final List<PublishRequest> published = new ArrayList<>();
  private boolean refuses;
  private final SnsPublisher publisher = new SnsPublisher(new Topic(), "arn:topic");

  @Test
  void aPhoneGetsOnePlainPartAndAMailTheWholeText() throws Exception {
    TradingEvent event = event(Optional.of("rsi2"));
    EventMessage message = EventMessage.of(event, "dev", 0);
    publisher.publish(event, message);
    PublishRequest request = published.getFirst();
    assertEquals("arn:topic", request.topicArn());
    assertEquals("json", request.messageStructure());
    assertEquals(message.subject(), request.subject());
    JsonNode json = new ObjectMapper().readTree(request.message());
    assertEquals(message.text(), json.path("default").textValue());
    assertEquals(message.text(), json.path("email").textValue());
    assertEquals(message.sms(), json.path("sms").textValue());
  }

  @Test
  void subscribersCanFilter() {
    publish(Optional.of("rsi2"));
    assertEquals(
        Map.of(
            "severity", "critical",
            "type", "OrderRejected",
            "account", "paper-1",
            "strategy", "rsi2",
            "AWS.SNS.SMS.SMSType", "Transactional"),
        attributes());
    published.clear();
    publish(Optional.empty());
    assertEquals("none", attributes().get("strategy"));
  }

  @Test
  void aRefusalIsAnError() {
    refuses = true;
    assertThrows(CloudException.class, () -> publish(Optional.empty()));
  }

  private void publish(Optional<String> strategy) {
    publisher.publish(event(strategy), EventMessage.of(event(strategy), "dev", 0));
  }

  private Map<String, String> attributes() {
    Map<String, String> attributes = new TreeMap<>();
    published
        .getFirst()
        .messageAttributes()
        .forEach(
            (name, value) -> {
              assertEquals("String", value.dataType());
              attributes.put(name, value.stringValue());
            });
    return attributes;
  }

  private static TradingEvent event(Optional<String> strategy) {
    return new TradingEvent(
        TradingEvent.Type.ORDER_REJECTED,
        TradingEvent.Severity.CRITICAL,
        Instant.parse("2026-11-20T20:30:00Z"),
        "paper-1",
        strategy,
        Optional.of("TQQQ"),
        "Stop für TQQQ “gerissen” 🙂\n" + "x".repeat(300),
        Map.of());
  }

  private final class Topic implements SnsClient {
    @Override
    public PublishResponse publish(PublishRequest request) {
      if (refuses) {
        throw AuthorizationErrorException.builder().message("not allowed").build();
      }
      published.add(request);
      return PublishResponse.builder().messageId("1").build();
    }

    @Override
    public String serviceName() {
      return SERVICE_NAME;
    }

    @Override
    public void close() {
      // Nothing is open.
    }
  }
}
