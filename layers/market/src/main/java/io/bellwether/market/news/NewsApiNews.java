package io.bellwether.market.news;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bellwether.market.feed.FeedException;
import io.bellwether.market.feed.FeedException.Kind;
import io.bellwether.market.http.ApiKey;
import io.bellwether.market.http.ApiKeys;
import io.bellwether.market.http.HttpAnswer;
import io.bellwether.market.http.HttpReader;
import io.bellwether.market.http.KeyedReader;
import io.bellwether.market.time.Deadline;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import okhttp3.HttpUrl;

/**
 * Headlines from NewsAPI: {@code /v2/everything}, in English. The plan for developers brings them a
 * day late: they are missing then, not misdated.
 */
public final class NewsApiNews implements NewsFeed {
  /** The provider's address. */
  public static final HttpUrl PRODUCTION = HttpUrl.get("https://newsapi.org");

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int LONGEST_ERROR = 200;

  private final HttpUrl baseUrl;
  private final KeyedReader reader;

  /**
   * A feed.
   *
   * @param baseUrl {@link #PRODUCTION}, or a server that speaks the same protocol
   * @param keys where to take the key from; read anew once when it is refused
   */
  public NewsApiNews(HttpReader reader, HttpUrl baseUrl, ApiKeys keys) {
    this.baseUrl = baseUrl;
    this.reader = new KeyedReader(reader, keys, new Protocol());
  }

  @Override
  public List<Headline> headlines(List<String> symbols, Instant from, Instant to, Deadline deadline)
      throws FeedException {
    String what = "NewsAPI, news of " + String.join(",", symbols);
    String query =
        symbols.stream().map(symbol -> '"' + symbol + '"').collect(Collectors.joining(" OR "));
    HttpUrl url =
        baseUrl
            .newBuilder()
            .addPathSegments("v2/everything")
            .addQueryParameter("q", query)
            .addQueryParameter("from", from.truncatedTo(ChronoUnit.SECONDS).toString())
            .addQueryParameter("to", to.truncatedTo(ChronoUnit.SECONDS).toString())
            .addQueryParameter("language", "en")
            .addQueryParameter("sortBy", "publishedAt")
            .addQueryParameter("pageSize", Integer.toString(NewsHttp.MOST))
            .build();
    HttpAnswer answer = NewsHttp.get(reader, url, what, deadline);
    List<Headline> headlines = new ArrayList<>();
    for (JsonNode article : articles(answer, what)) {
      NewsHttp.headline(time(article), article.path("source").path("name"), article.path("title"))
          .ifPresent(headlines::add);
    }
    return NewsHttp.sorted(headlines, from, to);
  }

  private static JsonNode articles(HttpAnswer answer, String what) throws FeedException {
    JsonNode body;
    try {
      body = JSON.readTree(answer.body());
    } catch (JsonProcessingException e) {
      throw new FeedException(
          answer.isSuccess() ? Kind.MALFORMED : kind(answer.status()),
          what + ": HTTP " + answer.status() + " and no JSON");
    }
    String code = body.path("code").asText("");
    if (!answer.isSuccess() || !body.path("status").asText("").equals("ok")) {
      String said = code + " " + body.path("message").asText("");
      throw new FeedException(
          kind(answer.status()),
          what
              + ": HTTP "
              + answer.status()
              + " "
              + said.substring(0, Math.min(said.length(), LONGEST_ERROR)).strip());
    }
    if (!body.path("articles").isArray()) {
      throw new FeedException(Kind.MALFORMED, what + ": the answer has no \"articles\"");
    }
    return body.path("articles");
  }

  private static Kind kind(int status) {
    return switch (status) {
      case 401, 402, 403 -> Kind.UNAUTHORIZED;
      case 426, 429 -> Kind.RATE_LIMITED;
      case 200, 400, 404 -> Kind.UNSUPPORTED;
      default -> status >= 500 || status == 408 ? Kind.UNAVAILABLE : Kind.MALFORMED;
    };
  }

  private static Optional<Instant> time(JsonNode article) {
    try {
      return Optional.of(Instant.parse(article.path("publishedAt").asText("")));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static final class Protocol implements KeyedReader.Protocol {
    @Override
    public KeyedReader.Call call(HttpUrl url, ApiKey key) {
      return new KeyedReader.Call(url, Map.of("X-Api-Key", key.id()));
    }

    @Override
    public boolean refusesKey(HttpAnswer answer) {
      return answer.status() == 401;
    }

    /** Its limit is of the day, not of the moment. */
    @Override
    public boolean isPassing(HttpAnswer answer) {
      return answer.status() != 429 && HttpReader.PASSING_FAILURES.test(answer);
    }
  }
}
