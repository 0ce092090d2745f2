package io.bellwether.market.http;

import java.util.concurrent.TimeUnit;
import okhttp3.mockwebserver.MockWebServer;
import okhttp3.mockwebserver.RecordedRequest;

/** What a server on this machine was asked for, one request after the other. */
public final class RecordedRequests {
  private static final long LIMIT_SECONDS = 30;

  private RecordedRequests() {}

  /**
   * The next request that the server received.
   *
   * @throws AssertionError if none comes, where the server itself would wait without end
   */
  public static RecordedRequest next(MockWebServer server) throws InterruptedException {
    RecordedRequest request = server.takeRequest(LIMIT_SECONDS, TimeUnit.SECONDS);
    if (request == null) {
      throw new AssertionError(
          "%s received %d requests, and no further one within %d s"
              .formatted(server, server.getRequestCount(), LIMIT_SECONDS));
    }
    return request;
  }
}
