package io.bellwether.market.feed;

import io.bellwether.market.feed.FeedException.Kind;
import io.bellwether.market.http.ApiKeyException;
import io.bellwether.market.http.ApiKeys;
import io.bellwether.market.http.HttpAnswer;
import io.bellwether.market.http.HttpReadException;
import io.bellwether.market.http.HttpReader;
import io.bellwether.market.http.KeyedReader;
import io.bellwether.market.time.Deadline;
import okhttp3.HttpUrl;

/** The requests of one feed, whose failures name the feed and what was asked. */
final class FeedHttp {
  private final KeyedReader reader;
  private final Protocol protocol;

  /** How a provider is asked. */
  interface Protocol extends KeyedReader.Protocol {
    /** The feed's name, for messages. */
    String name();
  }

  FeedHttp(HttpReader reader, ApiKeys keys, Protocol protocol) {
    this.reader = new KeyedReader(reader, keys, protocol);
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
    try {
      return reader.get(url, deadline);
    } catch (ApiKeyException e) {
      throw failure(Kind.NO_KEY, request, String.valueOf(e.getMessage()));
    } catch (HttpReadException e) {
      throw new FeedException(Kind.UNAVAILABLE, what(request) + ": " + e.getMessage(), e);
    }
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
}
