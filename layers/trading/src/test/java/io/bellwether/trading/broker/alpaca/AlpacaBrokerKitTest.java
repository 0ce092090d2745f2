package io.bellwether.trading.broker.alpaca;

import io.bellwether.trading.broker.Broker;
import io.bellwether.trading.broker.BrokerKit;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Random;
import okhttp3.mockwebserver.MockWebServer;
import org.junit.jupiter.api.AfterEach;

/** The broker and the kit, each against the other, over HTTP. */
class AlpacaBrokerKitTest extends BrokerKit {
  private MockWebServer server;
  private SmallVenue venue;
  private Broker broker;

  @Override
  protected void open(Instant start, BigDecimal cash) throws IOException {
    SmallVenue fresh = new SmallVenue(start, cash);
    MockWebServer http = new MockWebServer();
    http.setDispatcher(new SmallVenueHttp(fresh, SYMBOL));
    http.start();
    URI url = http.url("/").uri();
    venue = fresh;
    server = http;
    broker =
        new AlpacaBroker(
            AlpacaSettings.paper().withUrls(url, url),
            () -> AlpacaServer.KEYS,
            clock(),
            fresh::advance,
            new Random(7));
  }

  @AfterEach
  void stop() throws IOException {
    server.shutdown();
  }

  @Override
  protected Broker broker() {
    return broker;
  }

  @Override
  protected InstantSource clock() {
    return () -> venue.now;
  }

  @Override
  protected void price(String symbol, BigDecimal price) {
    venue.price = price;
  }

  @Override
  protected void advance(Duration duration) {
    venue.advance(duration);
  }
}
