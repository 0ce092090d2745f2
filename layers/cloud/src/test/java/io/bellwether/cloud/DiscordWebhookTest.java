package io.bellwether.cloud;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bellwether.market.http.RecordedRequests;
import io.bellwether.market.time.Deadline;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import okhttp3.OkHttpClient;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.MockWebServer;
import okhttp3.mockwebserver.SocketPolicy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DiscordWebhookTest {
  private static final String TOKEN = "the-token-of-the-webhook";

  private final MockWebServer discord = new MockWebServer();
  private final List<Duration> pauses = new ArrayList<>();
  private final SecretRedactor redactor = new SecretRedactor();
  private Instant now = Instant.parse("2026-11-20T14:30:00Z");

  @BeforeEach
  void start() throws IOException {
    discord.start();
  }

  @AfterEach
  void stop() throws IOException {
    discord.shutdown();
  }

  @Test
  void aMessageMentionsNobody() throws Exception {
    discord.enqueue(new MockResponse().setResponseCode(204));
    webhook().send(DiscordMessage.text("@everyone look"), seconds(10));
    JsonNode body = body();
    assertEquals("@everyone look", body.path("content").textValue());
    assertTrue(body.path("allowed_mentions").path("parse").isArray());
    assertEquals(0, body.path("allowed_mentions").path("parse").size());
  }

  @Test
  void aMessageIsCutToDiscordsLimits() throws Exception {
    discord.enqueue(new MockResponse().setResponseCode(204));
    var field = new DiscordMessage.Field("n".repeat(300), "v".repeat(1100));
    var embed =
        new DiscordMessage.Embed(
            "t".repeat(300),
            "d".repeat(5000),
            0xff0000,
            Collections.nCopies(30, field),
            Optional.of(now));
    webhook()
        .send(
            new DiscordMessage("c".repeat(1999) + "🙂🙂", Collections.nCopies(12, embed)),
            seconds(10));
    JsonNode body = body();
    assertEquals("c".repeat(1999) + "…", body.path("content").textValue());
    assertTrue(body.path("embeds").size() <= 10);
    int all = 0;
    for (JsonNode sent : body.path("embeds")) {
      all +=
          sent.path("title").textValue().length() + sent.path("description").textValue().length();
      assertTrue(sent.path("title").textValue().length() <= 256);
      assertTrue(sent.path("description").textValue().length() <= 4096);
      assertTrue(sent.path("fields").size() <= 25);
      for (JsonNode part : sent.path("fields")) {
        all += part.path("name").textValue().length() + part.path("value").textValue().length();
        assertTrue(part.path("name").textValue().length() <= 256);
        assertTrue(part.path("value").textValue().length() <= 1024);
        assertFalse(part.path("value").textValue().isEmpty());
      }
    }
    assertTrue(all > 5900 && all <= 6000, "all embeds have " + all + " characters");
  }

  @Test
  void aWaitIsWaitedOutWithinTheDeadline() throws Exception {
    discord.enqueue(tooMany("{\"message\":\"rate limited\",\"retry_after\":1.257}"));
    discord.enqueue(tooMany("<html>").setHeader("Retry-After", "3"));
    discord.enqueue(new MockResponse().setResponseCode(204));
    webhook().send(DiscordMessage.text("hello"), seconds(10));
    assertEquals(List.of(Duration.ofMillis(1257), Duration.ofSeconds(3)), pauses);
  }

  @Test
  void noWaitAtAllIsNoReasonToAskWithoutEnd() {
    for (int i = 0; i < 7; i++) {
      discord.enqueue(tooMany("{\"retry_after\":0}"));
    }
    assertThrows(
        CloudException.class, () -> webhook().send(DiscordMessage.text("hello"), seconds(60)));
    assertEquals(Collections.nCopies(4, Duration.ofMillis(500)), pauses);
    assertEquals(5, discord.getRequestCount());
  }

  @Test
  void aWaitBeyondTheDeadlineIsNotWaited() {
    discord.enqueue(tooMany("{\"retry_after\":64.57}"));
    assertThrows(
        CloudException.class, () -> webhook().send(DiscordMessage.text("hello"), seconds(10)));
    assertEquals(List.of(), pauses);
    assertEquals(1, discord.getRequestCount());
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 404})
  void aWebhookThatIsGoneSaysSo(int status) {
    discord.enqueue(new MockResponse().setResponseCode(status));
    assertThrows(
        WebhookGoneException.class,
        () -> webhook().send(DiscordMessage.text("hello"), seconds(10)));
  }

  @Test
  void noErrorTellsTheUrl() {
    discord.enqueue(new MockResponse().setResponseCode(404).setBody("{\"code\":10015}"));
    discord.enqueue(new MockResponse().setSocketPolicy(SocketPolicy.DISCONNECT_AT_START));
    for (int i = 0; i < 2; i++) {
      CloudException e =
          assertThrows(
              CloudException.class,
              () -> webhook().send(DiscordMessage.text("hello"), seconds(10)));
      assertFalse(e.toString().contains(TOKEN), e.toString());
      assertEquals(null, e.getCause());
    }
    CloudException e =
        assertThrows(
            CloudException.class,
            () -> new DiscordWebhook(new OkHttpClient(), TOKEN, pauses::add, redactor));
    assertFalse(e.toString().contains(TOKEN), e.toString());
    assertEquals("***", redactor.redact(TOKEN));
  }

  @Test
  void theTokenAloneIsRedactedToo() {
    webhook();
    assertEquals("HTTP /***", redactor.redact("HTTP /" + TOKEN));
  }

  private DiscordWebhook webhook() {
    return new DiscordWebhook(
        new OkHttpClient.Builder().retryOnConnectionFailure(false).build(),
        discord.url("/api/webhooks/123456/" + TOKEN).toString(),
        wait -> {
          pauses.add(wait);
          now = now.plus(wait);
        },
        redactor);
  }

  private Deadline seconds(int seconds) {
    return Deadline.after(() -> now, Duration.ofSeconds(seconds));
  }

  private JsonNode body() throws Exception {
    return new ObjectMapper().readTree(RecordedRequests.next(discord).getBody().readUtf8());
  }

  private static MockResponse tooMany(String body) {
    return new MockResponse().setResponseCode(429).setBody(body);
  }
}
