package io.bellwether.trading.broker.alpaca;

import io.bellwether.trading.broker.Broker;
import io.bellwether.trading.broker.HttpBrokerKit;
import io.bellwether.trading.broker.PromptSockets;
import io.bellwether.trading.broker.VenueWords;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Random;
import okhttp3.mockwebserver.MockWebServer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;

/** The broker and the kit, each against the other, over HTTP. */
class AlpacaBrokerKitTest extends HttpBrokerKit {
  private record Running(SmallVenue venue, MockWebServer server) {}

  private @Nullable Running running;

  @Override
  protected void open(Instant start, BigDecimal cash) throws IOException {
    SmallVenue venue = new SmallVenue(start, cash);
    MockWebServer server = new MockWebServer();
    server.setDispatcher(new SmallVenueHttp(venue, SYMBOL));
    server.setServerSocketFactory(new PromptSockets());
    server.start();
    running = new Running(venue, server);
  }

  @AfterEach
  void stop() throws IOException {
    running().server().shutdown();
  }

  @Override
  protected Broker broker() {
    return brokerAt(venue(), Duration.ofSeconds(20));
  }

  @Override
  protected URI venue() {
    return running().server().url("/").uri();
  }

  @Override
  protected Broker brokerAt(URI base, Duration callTimeout) {
    return new AlpacaBroker(
        AlpacaSettings.paper().withUrls(base, base).withTimeouts(callTimeout, callTimeout),
        () -> AlpacaServer.KEYS,
        clock(),
        this::advance,
        new Random(7));
  }

  @Override
  protected VenueWords words() {
    return new AlpacaWords();
  }

  @Override
  protected InstantSource clock() {
    return () -> running().venue().now;
  }

  @Override
  protected void price(String symbol, BigDecimal price) {
    running().venue().price = price;
  }

  @Override
  protected void advance(Duration duration) {
    running().venue().advance(duration);
  }

  private Running running() {
    return Objects.requireNonNull(running, "the kit opens the venue first");
  }
}
