package io.bellwether.market.http;

import io.bellwether.market.time.Deadline;
import io.bellwether.market.time.Pause;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import okhttp3.Call;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.BufferedSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * GET requests with a timeout per call, bounded retries and a cap on the size of answers.
 *
 * <p>A connection failure and, unless the caller says otherwise, the statuses 408, 429 and 5xx are
 * tried again, at most {@link Settings#maxAttempts} times in all and never past the deadline, after
 * a pause of exponential backoff with full jitter (Brooker, "Exponential Backoff And Jitter", AWS
 * Architecture Blog, 2015) or, where the server says when to come back, of what it says. Any other
 * status is an answer, as is the last one when attempts or time run out: what a status means is the
 * caller's to decide.
 *
 * <p>OkHttp's own retries are off, so that the attempts counted here are all there are. Redirects
 * are not followed, so that keys in headers reach no other host. Only for reading: requests are
 * repeated. Thread-safe.
 */
public final class HttpReader {
  /** 408, 429 and 5xx: what may have passed by the next attempt. */
  public static final Predicate<HttpAnswer> PASSING_FAILURES =
      answer -> answer.status() == 408 || answer.status() == 429 || answer.status() >= 500;

  private static final Logger LOG = LoggerFactory.getLogger(HttpReader.class);

  private final OkHttpClient client;
  private final Settings settings;
  private final Pause pause;
  private final RandomGenerator random;

  /**
   * Limits of a reader.
   *
   * @param callTimeout for one attempt, from connecting to the last byte of the body
   * @param maxAttempts attempts in all, at least 1
   * @param firstBackoff the longest pause after the first attempt; it doubles from there
   * @param maxBackoff the longest pause of backoff; what a server asks for may be longer
   * @param maxBodyBytes the largest body accepted, uncompressed
   */
  public record Settings(
      Duration callTimeout,
      int maxAttempts,
      Duration firstBackoff,
      Duration maxBackoff,
      long maxBodyBytes) {
    /** 10 s a call, four attempts, pauses of up to 0.25, 0.5 and 1 s, 16 MiB. */
    public static final Settings DEFAULT =
        new Settings(
            Duration.ofSeconds(10), 4, Duration.ofMillis(250), Duration.ofSeconds(4), 16L << 20);

    public Settings {
      if (callTimeout.toMillis() < 1 || maxAttempts < 1 || maxBodyBytes < 1) {
        throw new IllegalArgumentException(
            "callTimeout, maxAttempts and maxBodyBytes must be positive: "
                + callTimeout
                + ", "
                + maxAttempts
                + ", "
                + maxBodyBytes);
      }
      if (firstBackoff.isNegative() || maxBackoff.compareTo(firstBackoff) < 0) {
        throw new IllegalArgumentException(
            "backoff must grow from zero or more: " + firstBackoff + " to " + maxBackoff);
      }
    }
  }

  /**
   * A reader that shares connections and threads with {@code client}.
   *
   * @param client the client; its timeouts hold as well
   * @param settings the limits
   * @param pause how to wait between attempts
   * @param random the source of jitter; used by one thread at a time
   */
  public HttpReader(OkHttpClient client, Settings settings, Pause pause, RandomGenerator random) {
    this.client =
        client
            .newBuilder()
            .retryOnConnectionFailure(false)
            .followRedirects(false)
            .followSslRedirects(false)
            .addNetworkInterceptor(RetryHint::hideFromOkHttp)
            .build();
    this.settings = settings;
    this.pause = pause;
    this.random = random;
  }

  /**
   * Reads a resource; {@link #PASSING_FAILURES} are tried again.
   *
   * @param url the resource; its query is never logged
   * @param headers request headers; never logged
   * @param deadline bounds the call and all its retries
   * @return the answer, of whatever status
   * @throws HttpReadException if no answer could be read by the deadline
   */
  public HttpAnswer get(HttpUrl url, Map<String, String> headers, Deadline deadline)
      throws HttpReadException {
    return get(url, headers, PASSING_FAILURES, deadline);
  }

  /**
   * Reads a resource of a server whose failures are not told by the status alone.
   *
   * @param passing which answers to ask again for; a connection failure is one in any case
   * @throws HttpReadException if no answer could be read by the deadline
   */
  public HttpAnswer get(
      HttpUrl url, Map<String, String> headers, Predicate<HttpAnswer> passing, Deadline deadline)
      throws HttpReadException {
    Request request = new Request.Builder().url(url).headers(Headers.of(headers)).build();
    for (int attempt = 1; ; attempt++) {
      Attempt outcome = attempt(request, deadline);
      boolean last = attempt >= settings.maxAttempts() || !outcome.worthRepeating(passing);
      Duration wait = last ? Duration.ZERO : waitAfter(attempt, outcome, deadline);
      // A wait that leaves no time for another call is not begun.
      if (last || !deadline.allows(wait.plusMillis(1))) {
        return outcome.result(where(url) + ", attempt " + attempt);
      }
      LOG.atInfo()
          .addKeyValue("target", where(url))
          .addKeyValue("attempt", attempt)
          .addKeyValue("outcome", outcome)
          .addKeyValue("waitMillis", wait.toMillis())
          .log("HTTP read will be repeated");
      pause.of(wait);
      if (Thread.currentThread().isInterrupted()) {
        throw new HttpReadException(where(url) + ": interrupted while waiting to repeat");
      }
    }
  }

  private Attempt attempt(Request request, Deadline deadline) throws HttpReadException {
    Duration timeout = deadline.atMost(settings.callTimeout());
    if (timeout.toMillis() < 1) {
      throw new HttpReadException(
          where(request.url()) + ": no time left (deadline " + deadline.at() + ")");
    }
    Call call = client.newCall(request);
    call.timeout().timeout(timeout.toMillis(), TimeUnit.MILLISECONDS);
    try (Response response = call.execute()) {
      return new Answered(read(response));
    } catch (HttpReadException e) {
      throw e;
    } catch (IOException e) {
      return new Failed(e);
    }
  }

  private HttpAnswer read(Response response) throws IOException {
    ResponseBody body = response.body();
    String text = body == null ? "" : read(body, response.request().url());
    return new HttpAnswer(response.code(), RetryHint.restored(response.headers()), text);
  }

  private String read(ResponseBody body, HttpUrl url) throws IOException {
    BufferedSource source = body.source();
    if (source.request(settings.maxBodyBytes() + 1)) {
      throw new HttpReadException(
          where(url) + ": the body exceeds " + settings.maxBodyBytes() + " bytes; nothing is used");
    }
    return source.readString(StandardCharsets.UTF_8);
  }

  private Duration waitAfter(int attempt, Attempt outcome, Deadline deadline) {
    double doubled = settings.firstBackoff().toMillis() * Math.pow(2, attempt - 1);
    long jitter = (long) (jitter() * Math.min((double) settings.maxBackoff().toMillis(), doubled));
    Duration asked =
        outcome instanceof Answered(HttpAnswer answer)
            ? RetryHint.in(answer, deadline.clock().instant())
            : Duration.ZERO;
    // Jitter goes on top of what the server asks, or all its clients would come back at once.
    return asked.plusMillis(jitter);
  }

  private double jitter() {
    synchronized (random) {
      return random.nextDouble();
    }
  }

  private static String where(HttpUrl url) {
    return "GET " + url.host() + url.encodedPath();
  }

  /** What became of one attempt. */
  private sealed interface Attempt {
    boolean worthRepeating(Predicate<HttpAnswer> passing);

    HttpAnswer result(String where) throws HttpReadException;
  }

  private record Answered(HttpAnswer answer) implements Attempt {
    @Override
    public boolean worthRepeating(Predicate<HttpAnswer> passing) {
      return passing.test(answer);
    }

    @Override
    public HttpAnswer result(String where) {
      return answer;
    }
  }

  private record Failed(IOException error) implements Attempt {
    @Override
    public boolean worthRepeating(Predicate<HttpAnswer> passing) {
      return true;
    }

    @Override
    public HttpAnswer result(String where) throws HttpReadException {
      throw new HttpReadException(where + ": " + error, error);
    }
  }
}
