package io.bellwether.trading.broker.alpaca;

import io.bellwether.market.http.ApiKey;
import io.bellwether.market.http.ApiKeys;
import io.bellwether.market.http.RecordedRequests;
import io.bellwether.market.time.Deadline;
import io.bellwether.trading.broker.Broker;
import io.bellwether.trading.broker.PromptSockets;
import io.bellwether.trading.broker.Submission;
import io.bellwether.trading.order.OrderTerms;
import io.bellwether.trading.risk.ApprovedOrders;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.logging.Level;
import java.util.logging.Logger;
import okhttp3.OkHttpClient;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.MockWebServer;
import okhttp3.mockwebserver.RecordedRequest;

/** A broker and the server it talks to, on a clock that only pauses move. */
final class AlpacaServer implements AutoCloseable {
  static final Instant START = Instant.parse("2026-11-20T20:30:00Z");

  /** Real time, for calls that have an answer: the deadline bounds them sooner. */
  private static final Duration PATIENT = Duration.ofMinutes(1);

  static final ApiKey KEYS = new ApiKey("PKTESTKEYID0000000", "secret-of-the-test-000000");

  static final String ORDER_ID = "61e69015-8549-4bfd-b9c3-01e75843f47d";
  static final String CLIENT_ID = "bw-abc";

  /** A plain order just taken in, as the API's documentation shows it. */
  static final String ORDER =
      """
      {"id":"61e69015-8549-4bfd-b9c3-01e75843f47d","client_order_id":"bw-abc",
       "created_at":"2026-11-20T20:30:01.123456789Z","submitted_at":"2026-11-20T20:30:01.12Z",
       "updated_at":"2026-11-20T20:30:01.13Z","filled_at":null,"expired_at":null,
       "canceled_at":null,"failed_at":null,"replaced_at":null,"replaced_by":null,"replaces":null,
       "asset_id":"b4695157-0d1d-4da0-8f9e-5c53149389e4","symbol":"TQQQ",
       "asset_class":"us_equity","notional":null,"qty":"12","filled_qty":"0",
       "filled_avg_price":null,"order_class":"","order_type":"limit","type":"limit",
       "side":"buy","time_in_force":"day","limit_price":"81.25","stop_price":null,
       "status":"pending_new","extended_hours":false,"legs":null,"trail_percent":null,
       "trail_price":null,"hwm":null}
      """;

  /**
   * Held, for its level is forgotten with it: the server reports each trouble it was told to make.
   */
  private static final Logger SERVER_LOG = Logger.getLogger(MockWebServer.class.getName());

  static {
    SERVER_LOG.setLevel(Level.OFF);
  }

  final MockWebServer server = new MockWebServer();
  final List<Duration> pauses = new ArrayList<>();
  private Instant now = START;

  AlpacaServer() throws IOException {
    server.setServerSocketFactory(new PromptSockets());
    server.start();
  }

  AlpacaSettings settings() {
    URI url = server.url("/").uri();
    return AlpacaSettings.paper().withUrls(url, url).withTimeouts(PATIENT, PATIENT);
  }

  Broker broker() {
    return broker(settings(), () -> KEYS);
  }

  Broker broker(AlpacaSettings settings, ApiKeys keys) {
    return broker(settings, keys, new OkHttpClient());
  }

  Broker broker(AlpacaSettings settings, ApiKeys keys, OkHttpClient http) {
    return new AlpacaBroker(
        settings,
        keys,
        () -> now,
        duration -> {
          pauses.add(duration);
          now = now.plus(duration);
        },
        new Random(7),
        http);
  }

  Deadline deadline() {
    return Deadline.after(() -> now, Duration.ofSeconds(30));
  }

  Submission submit(OrderTerms terms) {
    return broker().submit(ApprovedOrders.of(CLIENT_ID, terms), deadline());
  }

  void answer(int status, String body) {
    server.enqueue(new MockResponse().setResponseCode(status).setBody(body));
  }

  RecordedRequest request() throws InterruptedException {
    return RecordedRequests.next(server);
  }

  /** Method and path of the next request. */
  String line() throws InterruptedException {
    RecordedRequest request = request();
    return request.getMethod() + " " + request.getPath();
  }

  @Override
  public void close() throws IOException {
    server.shutdown();
  }
}
