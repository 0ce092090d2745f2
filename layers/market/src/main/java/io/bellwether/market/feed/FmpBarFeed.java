package io.bellwether.market.feed;

import com.fasterxml.jackson.databind.JsonNode;
import io.bellwether.market.Bars;
import io.bellwether.market.PriceBasis;
import io.bellwether.market.Provenance;
import io.bellwether.market.Timeframe;
import io.bellwether.market.calendar.Session;
import io.bellwether.market.calendar.TradingCalendar;
import io.bellwether.market.feed.FeedException.Kind;
import io.bellwether.market.http.ApiKey;
import io.bellwether.market.http.ApiKeys;
import io.bellwether.market.http.HttpAnswer;
import io.bellwether.market.http.HttpReader;
import io.bellwether.market.http.KeyedReader;
import io.bellwether.market.time.Deadline;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import okhttp3.HttpUrl;

/**
 * Bars of US equities from Financial Modeling Prep: {@code /stable/historical-chart} within the
 * day, {@code /stable/historical-price-eod/full} for days.
 *
 * <p>Answers are newest first, in New York's local time, and of a long range hold only the newest
 * bars, of a number that is not published: the range is asked for again up to the oldest bar that
 * came, until nothing older comes. An empty answer is an empty series, because it is what an
 * unknown symbol and a quiet one have in common.
 *
 * <p>Prices are split-adjusted, as far as is known: other bases are refused. The key is part of the
 * URL, which for that reason is in no message and no log.
 */
public final class FmpBarFeed implements BarFeed {
  /** The provider's address. */
  public static final HttpUrl PRODUCTION = HttpUrl.get("https://financialmodelingprep.com");

  private static final String NAME = FeedName.FMP.label();

  /** Not documented: as long as the slowest of the others. */
  private static final Duration SETTLING = Duration.ofMinutes(1);

  /** A bound, not a limit to reach: a month of half hours an answer makes more than eight years. */
  private static final int MOST_ANSWERS = 100;

  private final HttpUrl baseUrl;
  private final TradingCalendar calendar;
  private final FeedHttp http;

  /**
   * A feed.
   *
   * @param reader does the requests and their retries
   * @param baseUrl {@link #PRODUCTION}, or a server that speaks the same protocol
   * @param keys where to take the key from; read anew once when it is refused
   * @param calendar the time zone of the bars, and which times can be theirs
   */
  public FmpBarFeed(HttpReader reader, HttpUrl baseUrl, ApiKeys keys, TradingCalendar calendar) {
    this.baseUrl = baseUrl;
    this.calendar = calendar;
    this.http = new FeedHttp(reader, keys, new Protocol());
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Timeframe sourceTimeframe(Timeframe target) {
    return HalfHours.sourceOf(target);
  }

  @Override
  public Duration settling() {
    return SETTLING;
  }

  @Override
  public Bars fetch(BarRequest request, Deadline deadline) throws FeedException {
    HttpUrl series = series(request);
    SessionRows rows = new SessionRows(NAME, request, calendar, deadline.clock().instant());
    Instant first = firstPossible(request);
    Instant oldest = Instant.MAX;
    for (int answers = 0; first.isBefore(oldest); answers++) {
      if (answers == MOST_ANSWERS) {
        throw http.failure(
            Kind.MALFORMED,
            request,
            MOST_ANSWERS + " answers did not reach the start of the range");
      }
      Instant older = readBefore(oldest, series, request, rows, deadline);
      if (!older.isBefore(oldest)) {
        break;
      }
      oldest = older;
    }
    return rows.bars(new Provenance(NAME, request.basis()));
  }

  /**
   * Adds the bars before {@code end} of one answer, those beyond the range included: they show a
   * wrong time zone. Returns the start of the oldest, or {@code end} if there are none.
   */
  private Instant readBefore(
      Instant end, HttpUrl series, BarRequest request, SessionRows rows, Deadline deadline)
      throws FeedException {
    Instant last = end.isBefore(request.to()) ? end : request.to();
    HttpUrl url =
        series
            .newBuilder()
            .addQueryParameter("from", calendar.dateAt(request.from()).toString())
            .addQueryParameter("to", calendar.dateAt(last.minusMillis(1)).toString())
            .build();
    HttpAnswer answer = http.get(url, request, deadline);
    Instant now = deadline.clock().instant();
    JsonNode bars = FmpPage.rows(answer, http.what(request), now);
    return FmpPage.readBefore(end, bars, request.timeframe(), calendar, rows);
  }

  /** What is this old or older is the oldest bar that the range can have. */
  private Instant firstPossible(BarRequest request) {
    LocalDate date = calendar.dateAt(request.from());
    if (request.timeframe().isDaily()) {
      Instant midnight = midnight(date);
      boolean counts = calendar.session(date).isPresent() && !midnight.isBefore(request.from());
      return counts ? midnight : midnight(calendar.nextSession(date).date());
    }
    Session session =
        calendar
            .session(date)
            .filter(day -> day.close().isAfter(request.from()))
            .orElseGet(() -> calendar.nextSession(date));
    Instant open = session.open();
    // Within the session the next bar starts less than a bar later.
    return open.isBefore(request.from())
        ? request.from().plus(request.timeframe().duration()).minusMillis(1)
        : open;
  }

  private Instant midnight(LocalDate date) {
    return date.atStartOfDay(calendar.zone()).toInstant();
  }

  private HttpUrl series(BarRequest request) throws FeedException {
    if (request.basis() != PriceBasis.SPLIT) {
      throw http.failure(
          Kind.UNSUPPORTED,
          request,
          "FMP's prices are split-adjusted, not " + request.basis().label() + "; ask another feed");
    }
    Timeframe timeframe = request.timeframe();
    if (!timeframe.equals(sourceTimeframe(timeframe))) {
      throw http.failure(
          Kind.UNSUPPORTED,
          request,
          "fetch " + sourceTimeframe(timeframe) + " bars and aggregate them");
    }
    String path =
        timeframe.isDaily()
            ? "stable/historical-price-eod/full"
            : "stable/historical-chart/" + timeframe.minutes() + "min";
    return baseUrl
        .newBuilder()
        .addPathSegments(path)
        .addQueryParameter("symbol", request.symbol())
        .build();
  }

  /** The key goes into the URL: FMP documents no other place. */
  private static final class Protocol implements FeedHttp.Protocol {
    @Override
    public String name() {
      return NAME;
    }

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
