package io.bellwether.market.news;

import com.fasterxml.jackson.databind.JsonNode;
import io.bellwether.market.feed.FeedException;
import io.bellwether.market.feed.FeedException.Kind;
import io.bellwether.market.http.ApiKeyException;
import io.bellwether.market.http.HttpAnswer;
import io.bellwether.market.http.HttpReadException;
import io.bellwether.market.http.KeyedReader;
import io.bellwether.market.time.Deadline;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import okhttp3.HttpUrl;

/** What news feeds have in common. */
final class NewsHttp {
  /** Of one question; what is older is not news any more. */
  static final int MOST = 50;

  /** What a provider leaves of a story that was taken back. */
  private static final String REMOVED = "[Removed]";

  private NewsHttp() {}

  static HttpAnswer get(KeyedReader reader, HttpUrl url, String what, Deadline deadline)
      throws FeedException {
    try {
      return reader.get(url, deadline);
    } catch (ApiKeyException e) {
      throw new FeedException(Kind.NO_KEY, what + ": " + e.getMessage());
    } catch (HttpReadException e) {
      throw new FeedException(Kind.UNAVAILABLE, what + ": " + e.getMessage(), e);
    }
  }

  /** A headline, if it has a title and was not taken back; nearly every field can be null. */
  static Optional<Headline> headline(Optional<Instant> at, JsonNode source, JsonNode title) {
    String text = title.asText("").strip();
    return at.isEmpty() || title.isNull() || text.isEmpty() || text.equals(REMOVED)
        ? Optional.empty()
        : Optional.of(new Headline(at.get(), source.isNull() ? "" : source.asText(""), text));
  }

  /** Those of the stretch of time, the newest first, each title once. */
  static List<Headline> sorted(List<Headline> headlines, Instant from, Instant to) {
    Set<String> titles = new HashSet<>();
    List<Headline> sorted = new ArrayList<>();
    headlines.stream()
        .filter(one -> !one.at().isBefore(from) && one.at().isBefore(to))
        .sorted(Comparator.comparing(Headline::at).reversed().thenComparing(Headline::title))
        .filter(one -> titles.add(one.title()))
        .limit(MOST)
        .forEach(sorted::add);
    return List.copyOf(sorted);
  }
}
