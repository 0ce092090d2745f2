package io.bellwether.workbench.scenario.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import io.bellwether.cloud.SecretKey;
import io.bellwether.cloud.Setting;
import io.bellwether.trading.event.TradingEvent;
import io.bellwether.trading.event.TradingEvent.Severity;
import io.bellwether.trading.event.TradingEvent.Type;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.sns.model.PublishRequest;

/** What people get of what is published on the bus. */
@Tag("integration")
@ExtendWith(SharedCloud.Parameter.class)
final class NotificationsTest {
  private final List<String> posts = new ArrayList<>();
  private int status = 204;
  private HttpServer discord = server();

  @BeforeEach
  void listen() {
    discord.createContext(
        "/",
        call -> {
          posts.add(new String(call.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          call.sendResponseHeaders(status, -1);
          call.close();
        });
    discord.start();
  }

  @AfterEach
  void stop() {
    discord.stop(0);
  }

  @Test
  void anOccurrencePublishedTwiceReachesPeopleOnce(SharedCloud shared) {
    try (Story story = story(shared)) {
      int before = shared.cloud().published().size();
      for (int i = 0; i < 2; i++) {
        publish(story, Type.ORDER_FILLED, Severity.INFO, Optional.of("fill-" + story.account()));
      }
      assertEquals(1, shared.cloud().published().size() - before);
      assertEquals(1, posts.size());
      assertTrue(posts.getFirst().contains("\"allowed_mentions\":{\"parse\":[]}"), posts::getFirst);
    }
  }

  @Test
  void anAlertThatRepeatsIsCounted(SharedCloud shared) {
    try (Story story = story(shared)) {
      int before = shared.cloud().published().size();
      for (int i = 0; i < 4; i++) {
        publish(story, Type.FAILURE, Severity.WARNING, Optional.empty());
      }
      assertEquals(1, shared.cloud().published().size() - before);
      story.to("15:31");
      story.clock().moveTo(story.clock().instant().plusSeconds(6 * 3600));
      publish(story, Type.FAILURE, Severity.WARNING, Optional.empty());
      assertTrue(
          shared.cloud().published().getLast().message().contains("The same came 3 more time(s)"));
    }
  }

  /** Discord is asked once, the topic told once; what happens goes on to the topic. */
  @Test
  void aWebhookThatIsGoneIsToldOnce(SharedCloud shared) {
    status = 404;
    try (Story story = story(shared)) {
      int before = shared.cloud().published().size();
      for (int i = 0; i < 3; i++) {
        publish(story, Type.ORDER_FILLED, Severity.INFO, Optional.of("fill-" + i));
      }
      List<String> types =
          shared.cloud().published().stream().skip(before).map(NotificationsTest::type).toList();
      assertEquals(List.of("OrderFilled", "ChannelLost", "OrderFilled", "OrderFilled"), types);
      assertEquals(1, posts.size());
      story.restart();
      publish(story, Type.ORDER_FILLED, Severity.INFO, Optional.of("fill-4"));
      assertEquals(5, shared.cloud().published().size() - before, "known beyond this process");
      assertFalse(shared.cloud().published().toString().contains("/api/webhooks/"));
    }
  }

  private Story story(SharedCloud shared) {
    return Story.rsi2(shared)
        .bars(Prices.IN_AND_OUT)
        .publishing()
        .setting(Setting.DISCORD_ENABLED, "true")
        .secret(
            SecretKey.DISCORD_WEBHOOK_URL,
            "http://127.0.0.1:"
                + discord.getAddress().getPort()
                + "/api/webhooks/1/token-"
                + shared.next())
        .begin();
  }

  private static void publish(
      Story story, Type type, Severity severity, Optional<String> occurrence) {
    story
        .cloud()
        .events()
        .publish(
            new TradingEvent(
                type,
                severity,
                story.clock().instant(),
                story.account(),
                Optional.of("rsi2"),
                Optional.empty(),
                "something happened",
                Map.of(),
                occurrence));
  }

  private static String type(PublishRequest request) {
    return request.messageAttributes().get("type").stringValue();
  }

  private static HttpServer server() {
    try {
      return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new IllegalStateException("no port", e);
    }
  }
}
