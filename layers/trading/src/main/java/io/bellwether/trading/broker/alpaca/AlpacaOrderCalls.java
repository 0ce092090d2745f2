package io.bellwether.trading.broker.alpaca;

import io.bellwether.market.http.ApiKey;
import io.bellwether.market.http.HttpAnswer;
import io.bellwether.market.http.RetryHint;
import io.bellwether.market.time.Deadline;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.Headers;
import okhttp3.HttpUrl;
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
 * What places, replaces or cancels: a request goes out at most once, within a deadline, and what
 * comes back is text of bounded size without our keys in it.
 *
 * <p>OkHttp repeats requests on its own: on another route or a fresh connection when one fails, on
 * 408, on 503 with {@code Retry-After: 0}, on redirects. A repeated order buys twice, so all of
 * that is off here, and new keys after a refusal are for the next call.
 */
final class AlpacaOrderCalls {
  private static final MediaType JSON = MediaType.get("application/json");
  private static final Duration LEAST_TIMEOUT = Duration.ofMillis(1);

  private final AlpacaKeys keys;
  private final Duration timeout;
  private final OkHttpClient client;

  /**
   * Calls on connections of their own.
   *
   * @param base the client to derive from
   * @param timeout the most a call may take
   */
  AlpacaOrderCalls(OkHttpClient base, AlpacaKeys keys, Duration timeout) {
    this.keys = keys;
    this.timeout = timeout;
    // No idle connection is kept: a frozen and thawed function would send an order into one that is
    // long dead, and not know whether it arrived.
    this.client =
        base.newBuilder()
            .retryOnConnectionFailure(false)
            .followRedirects(false)
            .followSslRedirects(false)
            .addNetworkInterceptor(RetryHint::hideFromOkHttp)
            .connectionPool(new ConnectionPool(0, 1, TimeUnit.SECONDS))
            .build();
  }

  /**
   * Sends an order or its replacement.
   *
   * @throws NotSentException if it was not sent
   * @throws IOException any other one leaves open whether it arrived
   */
  HttpAnswer send(String method, HttpUrl url, String json, Deadline deadline) throws IOException {
    return once(method, url, new OneShotBody(json), deadline);
  }

  /** Deletes: like {@link #send}, without a body. */
  HttpAnswer delete(HttpUrl url, Deadline deadline) throws IOException {
    return once("DELETE", url, null, deadline);
  }

  private HttpAnswer once(String method, HttpUrl url, @Nullable RequestBody body, Deadline deadline)
      throws IOException {
    ApiKey key = keys.next();
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
    Request request =
        new Request.Builder()
            .url(url)
            .headers(Headers.of(AlpacaKeys.headers(key)))
            .method(method, body)
            .build();
    try (Response response = bound.newCall(request).execute()) {
      HttpAnswer answer =
          new HttpAnswer(response.code(), RetryHint.restored(response.headers()), text(response));
      return keys.examined(answer, key);
    } catch (RuntimeException e) {
      // Callers decide between "refused" and "unknown"; an escaping exception would decide for
      // them.
      throw new IOException("the HTTP client failed: " + e.getClass().getName(), e);
    }
  }

  private static String text(Response response) throws IOException {
    ResponseBody body = response.body();
    if (body == null) {
      return "";
    }
    BufferedSource content = body.source();
    if (content.request(AlpacaFields.MAXIMUM_ANSWER_BYTES + 1)) {
      throw new IOException(
          "HTTP "
              + response.code()
              + " with a body of more than "
              + AlpacaFields.MAXIMUM_ANSWER_BYTES
              + " bytes");
    }
    return content.readString(StandardCharsets.UTF_8);
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
