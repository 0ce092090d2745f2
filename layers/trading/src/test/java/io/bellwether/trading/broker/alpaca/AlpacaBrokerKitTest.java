package io.bellwether.trading.broker.alpaca;

import io.bellwether.trading.broker.Broker;
import io.bellwether.trading.broker.BrokerKit;
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
class AlpacaBrokerKitTest extends BrokerKit {
  private record Running(SmallVenue venue, MockWebServer server, Broker broker) {}

  private @Nullable Running running;

  @Override
  protected void open(Instant start, BigDecimal cash) throws IOException {
    SmallVenue venue = new SmallVenue(start, cash);
    MockWebServer server = new MockWebServer();
    server.setDispatcher(new SmallVenueHttp(venue, SYMBOL));
    server.start();
    URI url = server.url("/").uri();
    Broker broker =
        new AlpacaBroker(
            AlpacaSettings.paper().withUrls(url, url),
            () -> AlpacaServer.KEYS,
            () -> venue.now,
            venue::advance,
            new Random(7));
    running = new Running(venue, server, broker);
  }

  @AfterEach
  void stop() throws IOException {
    running().server().shutdown();
  }

  @Override
  protected Broker broker() {
    return running().broker();
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
