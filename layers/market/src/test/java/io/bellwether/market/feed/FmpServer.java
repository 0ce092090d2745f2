package io.bellwether.market.feed;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bellwether.market.Bars;
import io.bellwether.market.calendar.NyseCalendar;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import okhttp3.HttpUrl;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.RecordedRequest;

/**
 * The part of FMP's stable API that serves bars: New York's local time, newest first, whole days,
 * and of a long range the newest bars only.
 */
public final class FmpServer extends ProviderServer {
  public static final String KEY = "fmp-key-0001";

  /** How many bars an answer has at most; no multiple of a session's. */
  static final int MOST_BARS = 2_000;

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

  public FmpServer() {
    super(KEY);
  }

  /** An error in FMP's form. */
  public static MockResponse error(int status, String message) {
    return json(status, JSON.createObjectNode().put("Error Message", message).toString());
  }

  /** What a legacy address answers. */
  public static MockResponse legacy() {
    return error(
        403,
        "Legacy Endpoint : Due to Legacy endpoints being no longer supported - This endpoint is"
            + " only available for legacy users who have valid subscriptions prior August 31,"
            + " 2025.");
  }

  @Override
  String key(RecordedRequest request, HttpUrl url) {
    return parameter(url, "apikey");
  }

  @Override
  MockResponse refusedKey() {
    return error(401, "Invalid API KEY. Feel free to create a Free API Key");
  }

  @Override
  MockResponse answer(HttpUrl url) {
    Bars series = bars();
    boolean daily = series.timeframe().isDaily();
    String path =
        daily
            ? "/stable/historical-price-eod/full"
            : "/stable/historical-chart/" + series.timeframe().minutes() + "min";
    if (!url.encodedPath().startsWith("/stable/")) {
      return legacy();
    }
    ArrayNode rows = JSON.createArrayNode();
    if (url.encodedPath().equals(path) && parameter(url, "symbol").equals(series.symbol())) {
      Bars found =
          series.between(
              midnight(LocalDate.parse(parameter(url, "from"))),
              midnight(LocalDate.parse(parameter(url, "to")).plusDays(1)));
      for (int i = found.size() - 1; i >= Math.max(0, found.size() - MOST_BARS); i--) {
        add(rows.addObject(), found, i);
      }
    }
    return withBars(rows.toString());
  }

  /** Not in the order open, high, low, close. */
  private static void add(ObjectNode row, Bars bars, int i) {
    ZonedDateTime time = bars.start(i).atZone(NyseCalendar.ZONE);
    row.put("date", bars.timeframe().isDaily() ? time.toLocalDate().toString() : TIME.format(time))
        .put("open", bars.open()[i])
        .put("low", bars.low()[i])
        .put("high", bars.high()[i])
        .put("close", bars.close()[i])
        .put("volume", (long) bars.volume()[i]);
  }

  private static Instant midnight(LocalDate date) {
    return date.atStartOfDay(NyseCalendar.ZONE).toInstant();
  }
}
