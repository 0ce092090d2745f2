package io.bellwether.cloud;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
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
    String text = "Stop für TQQQ “gerissen” 🙂\n" + "x".repeat(300);
    publisher.publish("Stop\n" + "s".repeat(200), text);
    PublishRequest request = published.getFirst();
    assertEquals("arn:topic", request.topicArn());
    assertEquals("json", request.messageStructure());
    assertEquals(100, request.subject().length());
    JsonNode message = new ObjectMapper().readTree(request.message());
    assertEquals(text, message.path("default").textValue());
    String sms = message.path("sms").textValue();
    assertEquals(160, sms.length());
    assertTrue(sms.chars().allMatch(c -> c >= 0x20 && c <= 0x7e), sms);
  }

  @Test
  void plainTextKeepsWhatItCan() {
    assertEquals("fur ?gerissen? ?", SnsPublisher.plain("für “gerissen”\n🙂 ", 160));
    assertEquals("ab...", SnsPublisher.plain("abcdefg", 5));
  }

  @Test
  void aRefusalIsAnError() {
    refuses = true;
    assertThrows(CloudException.class, () -> publisher.publish("subject", "text"));
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
