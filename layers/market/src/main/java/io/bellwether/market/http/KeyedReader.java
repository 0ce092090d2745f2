package io.bellwether.market.http;

import io.bellwether.market.time.Deadline;
import java.util.Map;
import java.util.function.Supplier;
import okhttp3.HttpUrl;

/**
 * The requests to a provider that wants a key: each with the key as last read, and once more with
 * the key read anew when it is refused. No answer handed on quotes the key.
 */
public final class KeyedReader {
  private final HttpReader reader;
  private final ApiKeys keys;
  private final Protocol protocol;

  /** How a provider is asked. */
  public interface Protocol {
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
  public record Call(HttpUrl url, Map<String, String> headers) {
    /** Shows no key. */
    @Override
    public String toString() {
      return url.host() + url.encodedPath();
    }
  }

  /**
   * A reader.
   *
   * @param reader does the requests and their retries
   * @param keys where to take the key from
   */
  public KeyedReader(HttpReader reader, ApiKeys keys, Protocol protocol) {
    this.reader = reader;
    this.keys = keys;
    this.protocol = protocol;
  }

  /**
   * Reads a resource.
   *
   * @return the answer, of whatever status
   * @throws ApiKeyException if there is no key, so that nobody was asked
   * @throws HttpReadException if there is no answer, or wherever keys are kept is out of reach
   */
  public HttpAnswer get(HttpUrl url, Deadline deadline) throws HttpReadException {
    ApiKey key = key(keys::current);
    HttpAnswer answer = get(url, key, deadline);
    if (protocol.refusesKey(answer)) {
      // The key may have been rotated since it was read.
      ApiKey read = key(keys::reread);
      return read.equals(key) ? answer : get(url, read, deadline);
    }
    return answer;
  }

  private static ApiKey key(Supplier<ApiKey> source) throws HttpReadException {
    try {
      return source.get();
    } catch (ApiKeyException e) {
      throw e;
    } catch (RuntimeException e) {
      // Its message is not ours to show.
      throw new HttpReadException(
          "its key cannot be read (" + e.getClass().getSimpleName() + "); see where keys are kept");
    }
  }

  private HttpAnswer get(HttpUrl url, ApiKey key, Deadline deadline) throws HttpReadException {
    Call call = protocol.call(url, key);
    HttpAnswer answer = reader.get(call.url(), call.headers(), protocol::isPassing, deadline);
    return new HttpAnswer(answer.status(), answer.headers(), key.maskedIn(answer.body()));
  }
}
