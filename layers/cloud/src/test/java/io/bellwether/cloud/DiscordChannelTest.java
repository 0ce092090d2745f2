package io.bellwether.cloud;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.bellwether.market.http.RecordedRequests;
import io.bellwether.market.time.Deadline;
import io.bellwether.trading.alert.EventMessage;
import io.bellwether.trading.event.TradingEvent;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.MockWebServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against a server that no longer knows the first webhook it is called by. */
final class DiscordChannelTest {
  private static final Instant NOW = Instant.parse("2026-11-20T15:30:00Z");
  private static final TradingEvent EVENT =
      new TradingEvent(
          TradingEvent.Type.DATA_REJECTED,
          TradingEvent.Severity.WARNING,
          NOW,
          "paper-1",
          Optional.of("ema-crossover"),
          Optional.empty(),
          "no bar",
          Map.of());

  private final MockWebServer discord = new MockWebServer();
  private final List<String> gone = new ArrayList<>();
  private String stored = "old-token";
  private String read = "old-token";
  private int rereads;

  @AfterEach
  void stop() throws IOException {
    discord.shutdown();
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 404})
  void aWebhookThatWasReplacedIsReadAnew(int status) throws Exception {
    stored = "new-token";
    discord.enqueue(new MockResponse().setResponseCode(status));
    discord.enqueue(new MockResponse().setResponseCode(204));
    send(channel());
    assertEquals("/api/webhooks/1/old-token", RecordedRequests.next(discord).getPath());
    assertEquals("/api/webhooks/1/new-token", RecordedRequests.next(discord).getPath());
    assertEquals(1, rereads);
    assertEquals(List.of(), gone);
  }

  @Test
  void oneThatStaysGoneIsToldOnceAndNotCalledAgain() {
    discord.enqueue(new MockResponse().setResponseCode(404));
    DiscordChannel channel = channel();
    send(channel);
    send(channel);
    assertEquals(1, discord.getRequestCount());
    assertEquals(1, gone.size());
  }

  /** The new one is gone too: it is not looked for a third time. */
  @Test
  void aSecondRefusalIsTheLast() {
    stored = "new-token";
    discord.enqueue(new MockResponse().setResponseCode(404));
    discord.enqueue(new MockResponse().setResponseCode(404));
    send(channel());
    assertEquals(2, discord.getRequestCount());
    assertEquals(1, rereads);
    assertEquals(1, gone.size());
  }

  private DiscordChannel channel() {
    return new DiscordChannel(
        () -> Optional.of(discord.url("/api/webhooks/1/" + read).toString()),
        () -> {
          rereads++;
          read = stored;
        },
        duration -> {},
        gone::add);
  }

  private static void send(DiscordChannel channel) {
    channel.send(
        EVENT, EventMessage.of(EVENT, "dev", 0), Deadline.after(() -> NOW, Duration.ofSeconds(10)));
  }
}
