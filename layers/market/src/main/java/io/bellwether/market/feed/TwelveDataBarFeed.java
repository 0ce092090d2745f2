package io.bellwether.market.feed;

import com.fasterxml.jackson.databind.JsonNode;
import io.bellwether.market.Bars;
import io.bellwether.market.PriceBasis;
import io.bellwether.market.Provenance;
import io.bellwether.market.Timeframe;
import io.bellwether.market.calendar.TradingCalendar;
import io.bellwether.market.feed.FeedException.Kind;
import io.bellwether.market.http.ApiKey;
import io.bellwether.market.http.ApiKeys;
import io.bellwether.market.http.HttpAnswer;
import io.bellwether.market.http.HttpReader;
import io.bellwether.market.http.KeyedReader;
import io.bellwether.market.time.Deadline;
import io.bellwether.market.time.Pause;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import okhttp3.HttpUrl;

/**
 * Bars of US equities from Twelve Data ({@code GET /time_series}), in UTC and in ascending order.
 *
 * <p>Whether its hours start at the open or on the clock is not relied on: like Alpaca, it is asked
 * for what divides half an hour, and longer bars are made of those. Intraday it is asked for
 * split-adjusted prices, but may send prices as traded; the two differ only in a range with a
 * split, where the jump shows (see the quality gate). Volumes may be absent and count as 0.
 *
 * <p>A long range is read in parts that no answer's 5,000 bars can cut short. A request that finds
 * the credits of the minute used up waits for the next one if the deadline allows; when those of
 * the day are used up it fails at once, naming the next midnight UTC.
 */
public final class TwelveDataBarFeed implements BarFeed {
  /** The provider's address. */
  public static final HttpUrl PRODUCTION = HttpUrl.get("https://api.twelvedata.com");

  private static final String NAME = FeedName.TWELVE_DATA.label();

  /**
   * Its support pages give 20 seconds to two minutes from a bar's end until it is complete. Half of
   * that as a floor; that the next bar has begun, which callers see to, covers the rest.
   */
  private static final Duration SETTLING = Duration.ofMinutes(1);

  private static final int MOST_BARS = 5_000;
  private static final int LONGEST_SESSION_MINUTES = 390;

  /** Of the same request, waits for the next minute included. */
  private static final int MOST_TRIES = 3;

  /** Its parameters have no zone; {@code timezone=UTC} goes with them. */
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);

  private final HttpUrl baseUrl;
  private final TradingCalendar calendar;
  private final FeedHttp http;
  private final TwelveDataCredits credits;

  /**
   * A feed.
   *
   * @param reader does the requests and their retries
   * @param baseUrl {@link #PRODUCTION}, or a server that speaks the same protocol
   * @param keys where to take the key from; read anew once when it is refused
   * @param calendar tells which times can be those of bars
   * @param pause how to wait for the next minute's credits
   */
  public TwelveDataBarFeed(
      HttpReader reader, HttpUrl baseUrl, ApiKeys keys, TradingCalendar calendar, Pause pause) {
    this.baseUrl = baseUrl;
    this.calendar = calendar;
    this.http = new FeedHttp(reader, keys, new Protocol());
    this.credits = new TwelveDataCredits(pause);
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
    Duration part = longestPart(request.timeframe());
    for (Instant from = request.from(); from.isBefore(request.to()); from = from.plus(part)) {
      Instant to = from.plus(part).isBefore(request.to()) ? from.plus(part) : request.to();
      read(series, from, to, request, rows, deadline);
    }
    return rows.bars(new Provenance(NAME, request.basis()));
  }

  /** Whole weeks, of five sessions each, that hold no more bars than one answer. */
  private static Duration longestPart(Timeframe timeframe) {
    int perSession =
        timeframe.isDaily() ? 1 : Math.ceilDiv(LONGEST_SESSION_MINUTES, timeframe.minutes());
    return Duration.ofDays(7L * (MOST_BARS / perSession / 5));
  }

  private HttpUrl series(BarRequest request) throws FeedException {
    return baseUrl
        .newBuilder()
        .addPathSegment("time_series")
        .addQueryParameter("symbol", request.symbol())
        .addQueryParameter("interval", interval(request))
        .addQueryParameter("adjust", adjustment(request))
        .addQueryParameter("outputsize", String.valueOf(MOST_BARS))
        .addQueryParameter("timezone", "UTC")
        .addQueryParameter("order", "ASC")
        .build();
  }

  private String interval(BarRequest request) throws FeedException {
    Timeframe timeframe = request.timeframe();
    if (timeframe.isDaily()) {
      return "1day";
    }
    if (!timeframe.equals(sourceTimeframe(timeframe))) {
      throw http.failure(
          Kind.UNSUPPORTED,
          request,
          "fetch " + sourceTimeframe(timeframe) + " bars and aggregate them");
    }
    return timeframe.minutes() + "min";
  }

  private String adjustment(BarRequest request) throws FeedException {
    PriceBasis basis = request.basis();
    if (basis == PriceBasis.UNKNOWN
        || (basis == PriceBasis.SPLIT_DIVIDEND && !request.timeframe().isDaily())) {
      throw http.failure(
          Kind.UNSUPPORTED,
          request,
          "Twelve Data has no " + basis.label() + " bars of this timeframe; ask another feed");
    }
    return switch (basis) {
      case RAW -> "none";
      case SPLIT -> "splits";
      default -> "all";
    };
  }

  private void read(
      HttpUrl series,
      Instant from,
      Instant to,
      BarRequest request,
      SessionRows rows,
      Deadline deadline)
      throws FeedException {
    HttpUrl url =
        series
            .newBuilder()
            .addQueryParameter("start_date", startDate(from, request))
            .addQueryParameter("end_date", endDate(to, request))
            .build();
    Optional<JsonNode> values = values(url, request, deadline);
    if (values.isPresent() && values.get().size() >= MOST_BARS) {
      halve(series, from, to, request, rows, deadline);
    } else if (values.isPresent()) {
      TwelveDataPage.read(values.get(), request.timeframe(), calendar, rows);
    }
  }

  /** An answer as long as answers get may lack bars. */
  private void halve(
      HttpUrl series,
      Instant from,
      Instant to,
      BarRequest request,
      SessionRows rows,
      Deadline deadline)
      throws FeedException {
    Duration half = Duration.between(from, to).dividedBy(2);
    if (half.compareTo(Duration.ofDays(1)) < 0) {
      throw http.failure(
          Kind.MALFORMED,
          request,
          MOST_BARS + " bars from " + from + " to " + to + " are too many");
    }
    read(series, from, from.plus(half), request, rows, deadline);
    read(series, from.plus(half), to, request, rows, deadline);
  }

  private String startDate(Instant from, BarRequest request) {
    return request.timeframe().isDaily()
        ? calendar.dateAt(from).toString()
        : TIME.format(from.truncatedTo(ChronoUnit.SECONDS));
  }

  /**
   * Whether the end is inclusive is not said: it is late enough for both, and what is over goes.
   */
  private String endDate(Instant to, BarRequest request) {
    return request.timeframe().isDaily()
        ? calendar.dateAt(to).plusDays(1).toString()
        : TIME.format(to.plusMillis(999).truncatedTo(ChronoUnit.SECONDS));
  }

  /** The bars of an answer; empty if the range has none. */
  private Optional<JsonNode> values(HttpUrl url, BarRequest request, Deadline deadline)
      throws FeedException {
    for (int tries = 1; ; tries++) {
      if (!credits.await(deadline)) {
        throw FeedException.limited(
            http.what(request) + ": the credits of this minute are used up", credits.available());
      }
      HttpAnswer answer = http.get(url, request, deadline);
      Instant now = deadline.clock().instant();
      credits.note(answer, now);
      Optional<TwelveDataError> error = TwelveDataError.in(answer, request.symbol());
      if (error.isEmpty()) {
        return Optional.of(TwelveDataPage.values(answer.body(), request, calendar));
      }
      if (error.get().isEmptyRange()) {
        return Optional.empty();
      }
      boolean minute = error.get().isLimit() && !error.get().isLimitOfTheDay();
      if (minute) {
        credits.usedUp(now);
      }
      if (!minute || tries >= MOST_TRIES) {
        throw TwelveDataPage.refusal(error.get(), http.what(request), now);
      }
    }
  }

  /** The key goes into a header; a URL would show it to every proxy. */
  private static final class Protocol implements FeedHttp.Protocol {
    @Override
    public String name() {
      return NAME;
    }

    @Override
    public KeyedReader.Call call(HttpUrl url, ApiKey key) {
      return new KeyedReader.Call(url, Map.of("Authorization", "apikey " + key.id()));
    }

    @Override
    public boolean refusesKey(HttpAnswer answer) {
      return TwelveDataError.in(answer).filter(TwelveDataError::refusesKey).isPresent();
    }

    @Override
    public boolean isPassing(HttpAnswer answer) {
      return TwelveDataError.in(answer).filter(TwelveDataError::isPassing).isPresent();
    }
  }
}
