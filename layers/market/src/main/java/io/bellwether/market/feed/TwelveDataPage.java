package io.bellwether.market.feed;

import com.fasterxml.jackson.databind.JsonNode;
import io.bellwether.market.Timeframe;
import io.bellwether.market.calendar.TradingCalendar;
import io.bellwether.market.feed.FeedException.Kind;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;

/** Twelve Data's answers, read strictly. */
final class TwelveDataPage {
  private static final String PROVIDER = "Twelve Data";
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

  private TwelveDataPage() {}

  /**
   * The rows of an answer without an error.
   *
   * @throws FeedException if the answer is not of the series asked for
   */
  static JsonNode values(String body, BarRequest request, TradingCalendar calendar)
      throws FeedException {
    JsonNode root = ProviderJson.parse(PROVIDER, body);
    // An answer for several symbols is a map of answers.
    JsonNode answer = root.has("meta") ? root : root.path(request.symbol());
    JsonNode values = answer.path("values");
    if (!values.isArray()) {
      throw ProviderJson.malformed(PROVIDER, "no \"values\"", body);
    }
    checkMeta(answer.path("meta"), request, calendar);
    return values;
  }

  /** Another listing of the same symbol, abroad say, has other prices. */
  private static void checkMeta(JsonNode meta, BarRequest request, TradingCalendar calendar)
      throws FeedException {
    String interval =
        request.timeframe().isDaily() ? "1day" : request.timeframe().minutes() + "min";
    boolean asked =
        meta.path("symbol").asText("").equals(request.symbol())
            && meta.path("interval").asText("").equals(interval)
            && meta.path("exchange_timezone").asText("").equals(calendar.zone().getId());
    if (!asked) {
      throw ProviderJson.malformed(
          PROVIDER,
          "bars of something else than %s %s in %s"
              .formatted(request.symbol(), interval, calendar.zone()),
          meta.toString());
    }
  }

  /** Adds the rows of an answer. */
  static void read(JsonNode values, Timeframe timeframe, TradingCalendar calendar, SessionRows rows)
      throws FeedException {
    for (JsonNode row : values) {
      rows.add(
          start(row, timeframe, calendar),
          ProviderJson.number(PROVIDER, row, "open"),
          ProviderJson.number(PROVIDER, row, "high"),
          ProviderJson.number(PROVIDER, row, "low"),
          ProviderJson.number(PROVIDER, row, "close"),
          row.has("volume") ? ProviderJson.number(PROVIDER, row, "volume") : 0);
    }
  }

  /** A time in UTC, as asked for; of a day, the date on the exchange. */
  private static Instant start(JsonNode row, Timeframe timeframe, TradingCalendar calendar)
      throws FeedException {
    String text = row.path("datetime").asText("");
    try {
      return timeframe.isDaily()
          ? LocalDate.parse(text).atStartOfDay(calendar.zone()).toInstant()
          : LocalDateTime.parse(text, TIME).toInstant(ZoneOffset.UTC);
    } catch (DateTimeException e) {
      throw ProviderJson.malformed(PROVIDER, "a bar without a time \"datetime\"", row.toString());
    }
  }

  /**
   * The failure that an error stands for.
   *
   * @param what was asked
   */
  static FeedException refusal(TwelveDataError error, String what, Instant now) {
    String said = what + ": " + error.code() + " " + error.message();
    if (error.isLimitOfTheDay()) {
      return FeedException.limited(
          said + "; the plan's credits come back at midnight UTC", next(ChronoUnit.DAYS, now));
    }
    if (error.isLimit()) {
      return FeedException.limited(said, next(ChronoUnit.MINUTES, now));
    }
    if (error.isPassing()) {
      return new FeedException(Kind.UNAVAILABLE, said);
    }
    if (error.refusesKey()) {
      return new FeedException(
          Kind.UNAUTHORIZED, said + "; the key is missing or wrong, also after reading it anew");
    }
    if (error.isAboutThePlan()) {
      return new FeedException(Kind.UNAUTHORIZED, said + "; the plan does not include this");
    }
    return switch (error.code()) {
      case 400, 404, 422 ->
          error.isAboutTheSymbol()
              ? new FeedException(Kind.UNKNOWN_SYMBOL, said)
              : new FeedException(Kind.UNSUPPORTED, said + "; is the base URL right?");
      default -> new FeedException(Kind.MALFORMED, said);
    };
  }

  private static Instant next(ChronoUnit unit, Instant now) {
    return now.truncatedTo(unit).plus(1, unit);
  }
}
