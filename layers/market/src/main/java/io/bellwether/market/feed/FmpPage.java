package io.bellwether.market.feed;

import com.fasterxml.jackson.databind.JsonNode;
import io.bellwether.market.Timeframe;
import io.bellwether.market.calendar.TradingCalendar;
import io.bellwether.market.feed.FeedException.Kind;
import io.bellwether.market.http.HttpAnswer;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/** FMP's answers, read strictly: a bare array of rows, or an error in one of several forms. */
public final class FmpPage {
  private static final String PROVIDER = "FMP";
  private static final String ERROR = "Error Message";
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

  /** Longer bodies are bars. */
  private static final int LONGEST_ERROR = 4_000;

  /**
   * Whether the limit of a minute or that of the day is used up is not said: asking again after
   * this long finds out.
   */
  private static final Duration LIMIT_REST = Duration.ofMinutes(15);

  private FmpPage() {}

  /**
   * The rows of an answer.
   *
   * @param what was asked, for messages
   * @throws FeedException if it is an error, whatever its status, or no array
   */
  public static JsonNode rows(HttpAnswer answer, String what, Instant now) throws FeedException {
    Optional<String> error = error(answer);
    if (error.isPresent() || !answer.isSuccess()) {
      throw refusal(answer.status(), error.orElse(""), what, now);
    }
    JsonNode rows = ProviderJson.parse(PROVIDER, answer.body());
    if (!rows.isArray()) {
      throw ProviderJson.malformed(PROVIDER, "no array", answer.body());
    }
    return rows;
  }

  public static boolean refusesKey(HttpAnswer answer) {
    return answer.status() == 401
        || error(answer).filter(text -> says(text, "invalid api key")).isPresent();
  }

  /** What went wrong, in FMP's words: under a key of its own or, for a plan, as plain text. */
  private static Optional<String> error(HttpAnswer answer) {
    if (answer.body().length() > LONGEST_ERROR) {
      return Optional.empty();
    }
    Optional<String> told =
        ProviderJson.tryParse(answer.body())
            .filter(node -> node.has(ERROR))
            .map(node -> node.path(ERROR).asText(""));
    return told.isPresent() || answer.isSuccess() ? told : Optional.of(answer.body());
  }

  private static FeedException refusal(int status, String error, String what, Instant now) {
    String said = what + ": HTTP " + status + " " + ProviderJson.shortened(error);
    if (status == 429 || says(error, "limit reach") || says(error, "bandwidth limit")) {
      return FeedException.limited(said, now.plus(LIMIT_REST));
    }
    if (status >= 500 || status == 408) {
      return new FeedException(Kind.UNAVAILABLE, said);
    }
    if (says(error, "legacy endpoint")) {
      return new FeedException(
          Kind.UNAUTHORIZED,
          said + "; only /stable is asked for: does the base URL lead to FMP itself?");
    }
    if (status == 401 || says(error, "invalid api key")) {
      return new FeedException(
          Kind.UNAUTHORIZED, said + "; the key is missing or wrong, also after reading it anew");
    }
    if (status == 402 || status == 403 || says(error, "premium") || says(error, "subscription")) {
      return new FeedException(
          Kind.UNAUTHORIZED, said + "; the plan does not include this symbol or timeframe");
    }
    return switch (status) {
      case 200, 400, 404, 422 ->
          new FeedException(Kind.UNSUPPORTED, said + "; is the base URL right?");
      default -> new FeedException(Kind.MALFORMED, said);
    };
  }

  private static boolean says(String text, String words) {
    return text.toLowerCase(Locale.ROOT).contains(words);
  }

  /**
   * Adds the bars before {@code end}; those from there on came with an earlier answer.
   *
   * @return the start of the oldest one, or {@code end} if there are none
   */
  static Instant readBefore(
      Instant end, JsonNode bars, Timeframe timeframe, TradingCalendar calendar, SessionRows rows)
      throws FeedException {
    Instant oldest = end;
    for (JsonNode row : bars) {
      Instant start = start(row, timeframe, calendar);
      if (!start.isBefore(end)) {
        continue;
      }
      rows.add(
          start,
          ProviderJson.number(PROVIDER, row, "open"),
          ProviderJson.number(PROVIDER, row, "high"),
          ProviderJson.number(PROVIDER, row, "low"),
          ProviderJson.number(PROVIDER, row, "close"),
          ProviderJson.number(PROVIDER, row, "volume"));
      if (start.isBefore(oldest)) {
        oldest = start;
      }
    }
    return oldest;
  }

  /** New York's local time; regular hours are never repeated or left out by daylight saving. */
  private static Instant start(JsonNode row, Timeframe timeframe, TradingCalendar calendar)
      throws FeedException {
    String text = row.path("date").asText("");
    try {
      return timeframe.isDaily()
          ? LocalDate.parse(text).atStartOfDay(calendar.zone()).toInstant()
          : LocalDateTime.parse(text, TIME).atZone(calendar.zone()).toInstant();
    } catch (DateTimeException e) {
      throw ProviderJson.malformed(PROVIDER, "a bar without a time \"date\"", row.toString());
    }
  }
}
