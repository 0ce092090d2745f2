package io.bellwether.market.feed;

import io.bellwether.market.Bars;
import io.bellwether.market.Provenance;
import io.bellwether.market.Timeframe;
import io.bellwether.market.feed.FeedException.Kind;
import io.bellwether.market.http.ApiKey;
import io.bellwether.market.http.ApiKeys;
import io.bellwether.market.http.HttpAnswer;
import io.bellwether.market.http.HttpReader;
import io.bellwether.market.http.KeyedReader;
import io.bellwether.market.time.Deadline;
import java.time.Duration;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import okhttp3.HttpUrl;

/**
 * Bars of US equities from Alpaca's market data API, version 2 ({@code GET /v2/stocks/bars}).
 *
 * <p>Alpaca cuts intraday bars on the clock of New York, from 04:00 to 20:00, so that its hour bar
 * of 09:00 mixes pre-market trades with the first half hour of the session. Only timeframes that
 * divide half an hour, and days, are served; {@link #sourceTimeframe} says which of them a longer
 * one is to be made of. Bars outside the regular session are returned as delivered. A symbol Alpaca
 * has no data for is an empty series: it does not tell an unknown symbol from a quiet one.
 */
public final class AlpacaBarFeed implements BarFeed {
  /** The provider's address, for paper and live keys alike. */
  public static final HttpUrl PRODUCTION = HttpUrl.get("https://data.alpaca.markets");

  /** A minute's bar is made a second after the minute, and made again half a minute after it. */
  private static final Duration SETTLING = Duration.ofSeconds(35);

  private static final int BARS_PER_PAGE = 10_000;

  /** A million bars, more than forty years of half hours: a bound, not a limit to reach. */
  private static final int MAX_PAGES = 100;

  private final HttpUrl baseUrl;
  private final Tape tape;
  private final FeedHttp http;

  /** Whose trades the bars are made of. */
  public enum Tape {
    /** The IEX exchange alone, about one fortieth of the volume: free, in real time. */
    IEX,
    /** All US exchanges: paid, or older than 15 minutes. */
    SIP
  }

  /**
   * A feed.
   *
   * @param reader does the requests and their retries
   * @param baseUrl {@link #PRODUCTION}, or a server that speaks the same protocol
   * @param tape whose trades to ask for
   * @param keys where to take the key from; read anew once when it is refused
   */
  public AlpacaBarFeed(HttpReader reader, HttpUrl baseUrl, Tape tape, ApiKeys keys) {
    this.baseUrl = baseUrl;
    this.tape = tape;
    this.http = new FeedHttp(reader, keys, new HeaderPair(name()));
  }

  @Override
  public String name() {
    return "alpaca/" + parameter(tape);
  }

  /**
   * The longest timeframe that divides both half an hour and {@code target}: its bars start at half
   * past nine whatever clock they are cut on. Days are fetched as days.
   */
  @Override
  public Timeframe sourceTimeframe(Timeframe target) {
    return HalfHours.longestIn(target);
  }

  @Override
  public Duration settling() {
    return SETTLING;
  }

  @Override
  public Bars fetch(BarRequest request, Deadline deadline) throws FeedException {
    HttpUrl firstPage = firstPage(request);
    Bars.Builder bars =
        Bars.builder(
            request.symbol(), request.timeframe(), new Provenance(name(), request.basis()));
    HttpUrl page = firstPage;
    Set<String> seen = new HashSet<>();
    for (int pages = 1; pages <= MAX_PAGES; pages++) {
      Optional<String> token = AlpacaBarsPage.read(body(page, request, deadline), bars, request);
      if (token.isEmpty()) {
        return bars.build();
      }
      if (!seen.add(token.get())) {
        throw failure(Kind.MALFORMED, request, "the same page token came twice");
      }
      // Alpaca wants every parameter again beside the token.
      page = firstPage.newBuilder().addQueryParameter("page_token", token.get()).build();
    }
    throw failure(
        Kind.MALFORMED, request, "more than " + MAX_PAGES + " pages; ask for a shorter range");
  }

  private HttpUrl firstPage(BarRequest request) throws FeedException {
    return baseUrl
        .newBuilder()
        .addPathSegments("v2/stocks/bars")
        .addQueryParameter("symbols", request.symbol())
        .addQueryParameter("timeframe", timeframe(request))
        .addQueryParameter("start", request.from().toString())
        // Alpaca's end is inclusive, ours is not.
        .addQueryParameter("end", request.to().minusMillis(1).toString())
        .addQueryParameter("limit", String.valueOf(BARS_PER_PAGE))
        .addQueryParameter("adjustment", adjustment(request))
        .addQueryParameter("feed", parameter(tape))
        .addQueryParameter("sort", "asc")
        .build();
  }

  private String timeframe(BarRequest request) throws FeedException {
    Timeframe timeframe = request.timeframe();
    if (!timeframe.equals(sourceTimeframe(timeframe))) {
      throw failure(
          Kind.UNSUPPORTED,
          request,
          "Alpaca's "
              + timeframe
              + " bars are not aligned to the session; fetch "
              + sourceTimeframe(timeframe)
              + " bars and aggregate them");
    }
    return timeframe.isDaily() ? "1Day" : timeframe.minutes() + "Min";
  }

  private String adjustment(BarRequest request) throws FeedException {
    return switch (request.basis()) {
      case RAW -> "raw";
      case SPLIT -> "split";
      case SPLIT_DIVIDEND -> "split,dividend";
      case UNKNOWN ->
          throw failure(Kind.UNSUPPORTED, request, "say which price basis: Alpaca serves each");
    };
  }

  private static String parameter(Tape tape) {
    return tape.name().toLowerCase(Locale.ROOT);
  }

  private String body(HttpUrl url, BarRequest request, Deadline deadline) throws FeedException {
    HttpAnswer answer = http.get(url, request, deadline);
    if (answer.isSuccess()) {
      return answer.body();
    }
    throw refusal(answer, request);
  }

  private FeedException refusal(HttpAnswer answer, BarRequest request) {
    int status = answer.status();
    Kind kind =
        switch (status) {
          case 401, 403 -> Kind.UNAUTHORIZED;
          case 404 -> Kind.UNSUPPORTED;
          case 429 -> Kind.RATE_LIMITED;
          case 400, 422 ->
              AlpacaBarsPage.message(answer.body()).contains("symbol")
                  ? Kind.UNKNOWN_SYMBOL
                  : Kind.UNSUPPORTED;
          default -> status >= 500 || status == 408 ? Kind.UNAVAILABLE : Kind.MALFORMED;
        };
    String advice =
        switch (status) {
          case 401 -> "; the key is missing or wrong, also after reading it anew";
          case 403 -> "; the plan does not include this: feed iex, or an end 15 minutes ago, may";
          case 404 -> "; is the base URL right?";
          case 429 -> "; the limit of requests per minute is used up";
          default -> "";
        };
    return failure(
        kind, request, "HTTP " + status + " " + AlpacaBarsPage.message(answer.body()) + advice);
  }

  private FeedException failure(Kind kind, BarRequest request, String message) {
    return http.failure(kind, request, message);
  }

  /** Alpaca's protocol: a pair of headers, and 401 for a key that is refused. */
  private record HeaderPair(String name) implements FeedHttp.Protocol {
    @Override
    public KeyedReader.Call call(HttpUrl url, ApiKey key) {
      return new KeyedReader.Call(
          url, Map.of("APCA-API-KEY-ID", key.id(), "APCA-API-SECRET-KEY", key.secret()));
    }

    @Override
    public boolean refusesKey(HttpAnswer answer) {
      return answer.status() == 401;
    }
  }
}
