package io.bellwether.trading.broker;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.logging.Level;
import java.util.logging.Logger;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okhttp3.mockwebserver.Dispatcher;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.MockWebServer;
import okhttp3.mockwebserver.RecordedRequest;
import org.jspecify.annotations.Nullable;

/**
 * A server on 127.0.0.1 between a broker's client and its venue. It passes on what it is sent,
 * counts it, and breaks what it is told to break. Safe for use by several clients at once.
 */
public final class FaultyWire implements AutoCloseable {
  /** What belongs to one connection, and is not passed on. */
  private static final Set<String> OF_THE_CONNECTION =
      caseless(
          "Host", "Connection", "Accept-Encoding", "Content-Length", "Transfer-Encoding", "Date");

  /**
   * Held, for its level is forgotten with it: the server reports each fault it was told to make.
   */
  private static final Logger SERVER_LOG = Logger.getLogger(MockWebServer.class.getName());

  static {
    SERVER_LOG.setLevel(Level.OFF);
  }

  private final MockWebServer server = new MockWebServer();
  private final OkHttpClient client =
      new OkHttpClient.Builder().followRedirects(false).retryOnConnectionFailure(false).build();
  private final HttpUrl venue;
  private final List<String> arrived = new ArrayList<>();
  private int inHand;
  private boolean breaksReads;
  private int faultsLeft;
  private @Nullable WireFault fault;

  public FaultyWire(URI venue) throws IOException {
    this.venue = Objects.requireNonNull(HttpUrl.get(venue));
    server.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) {
            return handle(request);
          }
        });
    server.setServerSocketFactory(new PromptSockets());
    server.start();
  }

  /** Where the client finds the venue. */
  public URI uri() {
    return server.url("/").uri();
  }

  /** From now on every request that changes something meets with the fault. */
  public synchronized void breakWrites(WireFault next) {
    set(next, false, Integer.MAX_VALUE);
  }

  /** From now on every request that reads meets with the fault. */
  public synchronized void breakReads(WireFault next) {
    set(next, true, Integer.MAX_VALUE);
  }

  /** The next request that reads meets with the fault, and no other. */
  public synchronized void breakNextRead(WireFault next) {
    set(next, true, 1);
  }

  /** Nothing is broken any more. Returns when the venue is done with all that came before. */
  public synchronized void mend() throws InterruptedException {
    faultsLeft = 0;
    while (inHand > 0) {
      wait();
    }
  }

  /** The requests so far that change something, such as {@code POST /v2/orders}. */
  public synchronized List<String> writes() {
    return arrived.stream().filter(line -> !line.startsWith("GET ")).toList();
  }

  @Override
  public void close() throws IOException {
    server.shutdown();
    client.dispatcher().executorService().shutdown();
    client.connectionPool().evictAll();
  }

  private void set(WireFault next, boolean reads, int times) {
    fault = next;
    breaksReads = reads;
    faultsLeft = times;
  }

  private MockResponse handle(RecordedRequest request) {
    WireFault met = begin(request);
    try {
      if (met == null) {
        return passedOn(request);
      }
      MockResponse answer = met.carriedOut() ? passedOn(request) : new MockResponse();
      return met.answer().apply(answer);
    } catch (IOException e) {
      // Not to be taken for a fault the kit asked for.
      return new MockResponse().setResponseCode(500).setBody("the venue did not answer: " + e);
    } finally {
      end();
    }
  }

  private synchronized @Nullable WireFault begin(RecordedRequest request) {
    inHand++;
    arrived.add(request.getMethod() + " " + request.getPath());
    boolean reads = Objects.equals(request.getMethod(), "GET");
    if (faultsLeft == 0 || reads != breaksReads) {
      return null;
    }
    faultsLeft--;
    return fault;
  }

  private synchronized void end() {
    inHand--;
    notifyAll();
  }

  private MockResponse passedOn(RecordedRequest request) throws IOException {
    Headers.Builder headers = new Headers.Builder();
    for (var header : request.getHeaders()) {
      if (!OF_THE_CONNECTION.contains(header.getFirst())) {
        headers.add(header.getFirst(), header.getSecond());
      }
    }
    byte[] sent = request.getBody().readByteArray();
    boolean bare = sent.length == 0;
    Request onward =
        new Request.Builder()
            .url(Objects.requireNonNull(venue.resolve(Objects.requireNonNull(request.getPath()))))
            .headers(headers.build())
            .method(
                Objects.requireNonNull(request.getMethod()), bare ? null : RequestBody.create(sent))
            .build();
    try (Response response = client.newCall(onward).execute()) {
      MockResponse answer = new MockResponse().setResponseCode(response.code());
      for (var header : response.headers()) {
        if (!OF_THE_CONNECTION.contains(header.getFirst())) {
          answer.addHeader(header.getFirst(), header.getSecond());
        }
      }
      String body = Objects.requireNonNull(response.body()).string();
      return body.isEmpty() ? answer : answer.setBody(body);
    }
  }

  private static Set<String> caseless(String... names) {
    Set<String> set = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    set.addAll(List.of(names));
    return set;
  }
}
