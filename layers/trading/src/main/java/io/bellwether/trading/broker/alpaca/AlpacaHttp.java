package io.bellwether.trading.broker.alpaca;

import io.bellwether.market.time.Deadline;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.BufferedSink;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP exchange with Alpaca: a request goes out at most once, within a deadline, and what comes
 * back is text of bounded size without our keys in it.
 *
 * <p>OkHttp repeats requests on its own: on another route or a fresh connection when one fails, on
 * 408, on 503 with {@code Retry-After: 0}, on redirects. A repeated order buys twice, so all of
 * that is off here, for reads too: those are repeated by {@link AlpacaReads}, which counts.
 */
final class AlpacaHttp {
  private static final MediaType JSON = MediaType.get("application/json");
  private static final long MAXIMUM_BODY_BYTES = 4L << 20;
  private static final int SHORTEST_KEY = 10;
  private static final Duration LEAST_TIMEOUT = Duration.ofMillis(1);

  private final AlpacaCredentialSource source;
  private final OkHttpClient reads;
  private final OkHttpClient orders;
  private volatile @Nullable AlpacaCredentials known;

  /** What came back: the status and the body, which is JSON only if all went well. */
  record Answer(int status, String body) {}

  /** The request never left this machine. */
  static final class NotSentException extends IOException {
    private static final long serialVersionUID = 1L;

    NotSentException(String message) {
      super(message);
    }
  }

  AlpacaHttp(AlpacaCredentialSource source) {
    this.source = source;
    this.reads =
        new OkHttpClient.Builder()
            .retryOnConnectionFailure(false)
            .followRedirects(false)
            .followSslRedirects(false)
            .addNetworkInterceptor(AlpacaHttp::hideRetryAfter)
            .build();
    // No idle connection is kept for orders: a frozen and thawed function would send into one that
    // is long dead, and not know whether the order arrived.
    this.orders =
        reads.newBuilder().connectionPool(new ConnectionPool(0, 1, TimeUnit.SECONDS)).build();
  }

  /** Reads, on a connection that may have been used before. */
  Answer get(HttpUrl url, Duration timeout, Deadline deadline) throws IOException {
    return exchange(reads, new Request.Builder().url(url).get(), timeout, deadline);
  }

  /** Sends something that must not happen twice. An exception leaves open whether it arrived. */
  Answer sendOnce(String method, HttpUrl url, String json, Duration timeout, Deadline deadline)
      throws IOException {
    return exchange(
        orders,
        new Request.Builder().url(url).method(method, new OneShotBody(json)),
        timeout,
        deadline);
  }

  /** Deletes: like {@link #sendOnce}, without a body. */
  Answer deleteOnce(HttpUrl url, Duration timeout, Deadline deadline) throws IOException {
    return exchange(
        orders, new Request.Builder().url(url).method("DELETE", null), timeout, deadline);
  }

  private Answer exchange(
      OkHttpClient client, Request.Builder request, Duration timeout, Deadline deadline)
      throws IOException {
    AlpacaCredentials credentials = credentials();
    Duration bounded = deadline.atMost(timeout);
    if (bounded.compareTo(LEAST_TIMEOUT) < 0) {
      throw new NotSentException("no time was left, so nothing was sent");
    }
    OkHttpClient bound =
        client
            .newBuilder()
            .callTimeout(bounded)
            .connectTimeout(bounded)
            .readTimeout(bounded)
            .writeTimeout(bounded)
            .build();
    Request signed =
        request
            .header("Accept", "application/json")
            .header("User-Agent", "bellwether")
            .header("APCA-API-KEY-ID", credentials.keyId())
            .header("APCA-API-SECRET-KEY", credentials.secretKey())
            .build();
    Answer answer;
    try (Response response = bound.newCall(signed).execute()) {
      String body = text(response);
      answer = new Answer(response.code(), response.code() == 200 ? body : hide(credentials, body));
    } catch (RuntimeException e) {
      // Callers decide between "refused" and "unknown"; an escaping exception would decide for
      // them.
      throw new IOException("the HTTP client failed: " + e.getClass().getName(), e);
    }
    if (AlpacaErrors.refusesCredentials(answer)) {
      forget(credentials);
    }
    return answer;
  }

  private synchronized AlpacaCredentials credentials() throws NotSentException {
    AlpacaCredentials current = known;
    if (current == null) {
      try {
        current = source.read();
      } catch (RuntimeException e) {
        // Neither its message nor its cause is passed on: they are not ours, and may hold a key.
        throw new NotSentException(
            "the Alpaca keys could not be read ("
                + e.getClass().getName()
                + "), so nothing was sent: check the secret and the right to read it");
      }
      known = current;
    }
    return current;
  }

  /** Forgets a refused pair, unless another thread has read a new one meanwhile. */
  private synchronized void forget(AlpacaCredentials refused) {
    if (refused.equals(known)) {
      known = null;
    }
  }

  private static String text(Response response) throws IOException {
    ResponseBody body = response.body();
    if (body == null) {
      return "";
    }
    BufferedSource content = body.source();
    if (content.request(MAXIMUM_BODY_BYTES + 1)) {
      throw new IOException(
          "HTTP " + response.code() + " with a body of more than " + MAXIMUM_BODY_BYTES + " bytes");
    }
    return content.readString(StandardCharsets.UTF_8);
  }

  /**
   * Errors are quoted in messages and logs, and a server that echoes its request would put our keys
   * there. Real ones have 20 characters and more; a word used as a key in a test is left alone.
   */
  private static String hide(AlpacaCredentials credentials, String text) {
    String hidden = text;
    for (String key : List.of(credentials.secretKey(), credentials.keyId())) {
      hidden = key.length() < SHORTEST_KEY ? hidden : hidden.replace(key, "***");
    }
    return hidden;
  }

  private static Response hideRetryAfter(Interceptor.Chain chain) throws IOException {
    return chain.proceed(chain.request()).newBuilder().removeHeader("Retry-After").build();
  }

  /** A body that OkHttp may send one time only. */
  private static final class OneShotBody extends RequestBody {
    private final byte[] content;

    OneShotBody(String json) {
      this.content = json.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public MediaType contentType() {
      return JSON;
    }

    @Override
    public long contentLength() {
      return content.length;
    }

    @Override
    public boolean isOneShot() {
      return true;
    }

    @Override
    public void writeTo(BufferedSink sink) throws IOException {
      sink.write(content);
    }
  }
}
