package io.bellwether.market.feed;

import io.bellwether.market.feed.FeedException.Kind;
import io.bellwether.market.http.ApiKey;
import io.bellwether.market.http.ApiKeyException;
import io.bellwether.market.http.ApiKeys;
import io.bellwether.market.http.HttpAnswer;
import io.bellwether.market.http.HttpReadException;
import io.bellwether.market.http.HttpReader;
import io.bellwether.market.time.Deadline;
import java.util.Map;
import java.util.function.Supplier;
import okhttp3.HttpUrl;

/**
 * The requests of one feed: each with the key as last read, and once more with the key read anew
 * when it is refused. No answer it hands on quotes the key.
 */
final class FeedHttp {
  private final HttpReader reader;
  private final ApiKeys keys;
  private final Protocol protocol;

  /** How a provider is asked. */
  interface Protocol {
    /** The feed's name, for messages. */
    String name();

    /** The request for a resource, with the key where the provider wants it. */
    Call call(HttpUrl url, ApiKey key);

    /** Whether an answer says that the key is wrong. */
    boolean refusesKey(HttpAnswer answer);

    /** Whether the next attempt may do better. */
    default boolean isPassing(HttpAnswer answer) {
      return HttpReader.PASSING_FAILURES.test(answer);
    }
  }

  /**
   * A request.
   *
   * @param url may hold the key in its query
   * @param headers may hold the key
   */
  record Call(HttpUrl url, Map<String, String> headers) {
    /** Shows no key. */
    @Override
    public String toString() {
      return url.host() + url.encodedPath();
    }
  }

  FeedHttp(HttpReader reader, ApiKeys keys, Protocol protocol) {
    this.reader = reader;
    this.keys = keys;
    this.protocol = protocol;
  }

  /**
   * Reads a resource.
   *
   * @param request for messages
   * @return the answer, of whatever status
   * @throws FeedException if there is no key or no answer
   */
  HttpAnswer get(HttpUrl url, BarRequest request, Deadline deadline) throws FeedException {
    ApiKey key = key(keys::current, request);
    HttpAnswer answer = get(url, key, request, deadline);
    if (protocol.refusesKey(answer)) {
      // The key may have been rotated since it was read.
      ApiKey read = key(keys::reread, request);
      return read.equals(key) ? answer : get(url, read, request, deadline);
    }
    return answer;
  }

  /** A failure of this feed. */
  FeedException failure(Kind kind, BarRequest request, String message) {
    return new FeedException(kind, what(request) + ": " + message);
  }

  /** What was asked of whom, for messages. */
  String what(BarRequest request) {
    return protocol.name()
        + ", "
        + request.symbol()
        + " "
        + request.timeframe()
        + " "
        + request.from()
        + " to "
        + request.to();
  }

  private ApiKey key(Supplier<ApiKey> source, BarRequest request) throws FeedException {
    try {
      return source.get();
    } catch (ApiKeyException e) {
      throw failure(Kind.NO_KEY, request, String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      // Wherever keys are kept may be out of reach, and its message is not ours to show.
      throw failure(
          Kind.UNAVAILABLE,
          request,
          "its key cannot be read (" + e.getClass().getSimpleName() + "); see where keys are kept");
    }
  }

  private HttpAnswer get(HttpUrl url, ApiKey key, BarRequest request, Deadline deadline)
      throws FeedException {
    Call call = protocol.call(url, key);
    try {
      HttpAnswer answer = reader.get(call.url(), call.headers(), protocol::isPassing, deadline);
      return new HttpAnswer(answer.status(), answer.headers(), key.maskedIn(answer.body()));
    } catch (HttpReadException e) {
      throw new FeedException(Kind.UNAVAILABLE, what(request) + ": " + e.getMessage(), e);
    }
  }
}
