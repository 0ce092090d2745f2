package io.bellwether.market.feed;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bellwether.market.Bars;
import io.bellwether.market.calendar.NyseCalendar;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import okhttp3.HttpUrl;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.RecordedRequest;

/**
 * The part of Twelve Data's API that serves bars: times without a zone, numbers as text, at most
 * 5,000 bars an answer, of which the oldest are left out, and errors with HTTP 200. Its end is
 * exclusive, which the documentation leaves open.
 */
public final class TwelveDataServer extends ProviderServer {
  public static final String KEY = "twelve-data-key-0001";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
  private static final int MOST_BARS = 5_000;

  private volatile Optional<Integer> creditsLeft = Optional.empty();

  public TwelveDataServer() {
    super(KEY);
  }

  /** Sends this many credits as left with every answer. */
  public void creditsLeft(int credits) {
    creditsLeft = Optional.of(credits);
  }

  /** An error as Twelve Data words it, with HTTP 200 or another status. */
  public static MockResponse error(int status, int code, String message) {
    return json(status, envelope(code, message).toString());
  }

  static ObjectNode envelope(int code, String message) {
    return JSON.createObjectNode().put("code", code).put("message", message).put("status", "error");
  }

  /** The credits of this minute are used up. */
  public static MockResponse minuteUsedUp(int status) {
    return error(
        status,
        429,
        "You have run out of API credits for the current minute. 9 API credits were used, with the"
            + " current limit being 8. Wait for the next minute or consider switching to a higher"
            + " tier plan at https://twelvedata.com/pricing");
  }

  /** The credits of this day are used up. */
  public static MockResponse dayUsedUp(int status) {
    return error(
        status,
        429,
        "You have run out of API credits for the day. 801 API credits were used, with the current"
            + " limit being 800. Wait for the next day or consider switching to a higher tier plan"
            + " at https://twelvedata.com/pricing");
  }

  @Override
  String key(RecordedRequest request, HttpUrl url) {
    return Optional.ofNullable(request.getHeader("Authorization"))
        .filter(header -> header.startsWith("apikey "))
        .map(header -> header.substring("apikey ".length()))
        .orElse("");
  }

  @Override
  MockResponse refusedKey() {
    return error(200, 401, "**apikey** parameter is incorrect or not specified.");
  }

  @Override
  MockResponse answer(HttpUrl url) {
    if (!url.encodedPath().equals("/time_series")) {
      return json(404, "<html>not found</html>");
    }
    Bars series = bars();
    if (!parameter(url, "symbol").equals(series.symbol())) {
      return error(
          200,
          400,
          "**symbol** not found: %s. Please specify it correctly according to API Documentation."
              .formatted(parameter(url, "symbol")));
    }
    Bars found = series.between(time(url, "start_date"), time(url, "end_date"));
    if (found.isEmpty() || !parameter(url, "interval").equals(interval(series))) {
      return error(
          200,
          400,
          "No data is available on the specified dates. Try setting different start/end dates.");
    }
    int limit = Math.min(MOST_BARS, Integer.parseInt(parameter(url, "outputsize")));
    MockResponse response = withBars(body(found, limit).toString());
    creditsLeft.ifPresent(left -> response.setHeader("api-credits-left", left));
    return response;
  }

  private static ObjectNode body(Bars found, int limit) {
    ObjectNode answer = JSON.createObjectNode();
    answer
        .putObject("meta")
        .put("symbol", found.symbol())
        .put("interval", interval(found))
        .put("currency", "USD")
        .put("exchange_timezone", "America/New_York")
        .put("exchange", "NASDAQ")
        .put("mic_code", "XNMS")
        .put("type", "ETF");
    ArrayNode values = answer.putArray("values");
    for (int i = Math.max(0, found.size() - limit); i < found.size(); i++) {
      values
          .addObject()
          .put("datetime", text(found.start(i), found))
          .put("open", number(found.open()[i]))
          .put("high", number(found.high()[i]))
          .put("low", number(found.low()[i]))
          .put("close", number(found.close()[i]))
          .put("volume", number(found.volume()[i]));
    }
    return answer.put("status", "ok");
  }

  private static String number(double value) {
    return new BigDecimal(Double.toString(value)).toPlainString();
  }

  private static String interval(Bars series) {
    return series.timeframe().isDaily() ? "1day" : series.timeframe().minutes() + "min";
  }

  private static String text(Instant start, Bars series) {
    return series.timeframe().isDaily()
        ? start.atZone(NyseCalendar.ZONE).toLocalDate().toString()
        : TIME.format(start.atOffset(ZoneOffset.UTC));
  }

  /** A time in UTC; a date is the midnight that begins it on the exchange. */
  private static Instant time(HttpUrl url, String name) {
    String text = parameter(url, name);
    return text.length() == 10
        ? LocalDate.parse(text).atStartOfDay(NyseCalendar.ZONE).toInstant()
        : LocalDateTime.parse(text, TIME).toInstant(ZoneOffset.UTC);
  }
}
