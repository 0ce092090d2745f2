package io.bellwether.market.news;

import com.fasterxml.jackson.databind.JsonNode;
import io.bellwether.market.calendar.TradingCalendar;
import io.bellwether.market.feed.FeedException;
import io.bellwether.market.feed.FmpPage;
import io.bellwether.market.http.ApiKey;
import io.bellwether.market.http.ApiKeys;
import io.bellwether.market.http.HttpAnswer;
import io.bellwether.market.http.HttpReader;
import io.bellwether.market.http.KeyedReader;
import io.bellwether.market.time.Deadline;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import okhttp3.HttpUrl;

/**
 * Headlines from Financial Modeling Prep: {@code /stable/news/stock}. Its times name no zone; they
 * are taken as the exchange's. A row without a title or a time is left out.
 */
public final class FmpNews implements NewsFeed {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

  private final HttpUrl baseUrl;
  private final TradingCalendar calendar;
  private final KeyedReader reader;

  /**
   * A feed.
   *
   * @param baseUrl {@link io.bellwether.market.feed.FmpBarFeed#PRODUCTION}, or another server
   * @param keys where to take the key from; read anew once when it is refused
   * @param calendar the time zone of the headlines
   */
  public FmpNews(HttpReader reader, HttpUrl baseUrl, ApiKeys keys, TradingCalendar calendar) {
    this.baseUrl = baseUrl;
    this.calendar = calendar;
    this.reader = new KeyedReader(reader, keys, new Protocol());
  }

  @Override
  public List<Headline> headlines(List<String> symbols, Instant from, Instant to, Deadline deadline)
      throws FeedException {
    String what = "FMP, news of " + String.join(",", symbols);
    HttpUrl url =
        baseUrl
            .newBuilder()
            .addPathSegments("stable/news/stock")
            .addQueryParameter("symbols", String.join(",", symbols))
            .addQueryParameter("from", calendar.dateAt(from).toString())
            .addQueryParameter("to", calendar.dateAt(to.minusMillis(1)).toString())
            .addQueryParameter("page", "0")
            .addQueryParameter("limit", Integer.toString(NewsHttp.MOST))
            .build();
    HttpAnswer answer = NewsHttp.get(reader, url, what, deadline);
    List<Headline> headlines = new ArrayList<>();
    for (JsonNode row : FmpPage.rows(answer, what, deadline.clock().instant())) {
      NewsHttp.headline(time(row), row.path("publisher"), row.path("title"))
          .ifPresent(headlines::add);
    }
    return NewsHttp.sorted(headlines, from, to);
  }

  private Optional<Instant> time(JsonNode row) {
    try {
      LocalDateTime local = LocalDateTime.parse(row.path("publishedDate").asText(""), TIME);
      return Optional.of(local.atZone(calendar.zone()).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static final class Protocol implements KeyedReader.Protocol {
    @Override
    public KeyedReader.Call call(HttpUrl url, ApiKey key) {
      return new KeyedReader.Call(
          url.newBuilder().addQueryParameter("apikey", key.id()).build(), Map.of());
    }

    @Override
    public boolean refusesKey(HttpAnswer answer) {
      return FmpPage.refusesKey(answer);
    }

    /** Its limit is of the plan, not of the moment. */
    @Override
    public boolean isPassing(HttpAnswer answer) {
      return answer.status() != 429 && HttpReader.PASSING_FAILURES.test(answer);
    }
  }
}
