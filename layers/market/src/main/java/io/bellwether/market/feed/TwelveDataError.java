package io.bellwether.market.feed;

import com.fasterxml.jackson.databind.JsonNode;
import io.bellwether.market.http.HttpAnswer;
import java.util.Locale;
import java.util.Optional;

/**
 * What Twelve Data says went wrong: {@code {"code":429,"message":"...","status":"error"}}, with
 * HTTP 200 or with the matching status.
 *
 * @param code as HTTP statuses
 * @param message for people
 */
record TwelveDataError(int code, String message) {
  /** Longer bodies are bars. */
  private static final int LONGEST_BODY = 4_000;

  /** The error of an answer; that of the status where the body tells none. */
  static Optional<TwelveDataError> in(HttpAnswer answer) {
    Optional<TwelveDataError> told =
        answer.body().length() > LONGEST_BODY
            ? Optional.empty()
            : ProviderJson.tryParse(answer.body()).flatMap(TwelveDataError::in);
    return told.isPresent() || answer.isSuccess()
        ? told
        : Optional.of(new TwelveDataError(answer.status(), ""));
  }

  /** The error of an answer, or of a symbol's part of it if it is a map of several symbols. */
  static Optional<TwelveDataError> in(HttpAnswer answer, String symbol) {
    Optional<TwelveDataError> whole = in(answer);
    return whole.isPresent() || answer.body().length() > LONGEST_BODY
        ? whole
        : ProviderJson.tryParse(answer.body()).flatMap(map -> in(map.path(symbol)));
  }

  private static Optional<TwelveDataError> in(JsonNode object) {
    boolean error = object.path("status").asText("").equals("error");
    return error || (object.path("code").isInt() && !object.has("values"))
        ? Optional.of(
            new TwelveDataError(
                object.path("code").asInt(0),
                ProviderJson.shortened(object.path("message").asText(""))))
        : Optional.empty();
  }

  /** Nothing in the range asked for: an answer, not a failure. */
  boolean isEmptyRange() {
    return (code == 400 || code == 404) && says("no data is available on the specified dates");
  }

  boolean isLimit() {
    return code == 429;
  }

  /** Used up until midnight UTC, not until the next minute. */
  boolean isLimitOfTheDay() {
    return isLimit() && (says("for the day") || says("daily"));
  }

  boolean isPassing() {
    return code == 408 || code >= 500;
  }

  boolean refusesKey() {
    return code == 401;
  }

  /** Whether it is about the symbol. */
  boolean isAboutTheSymbol() {
    return says("symbol");
  }

  /** Whether a paid plan would have it. */
  boolean isAboutThePlan() {
    return code == 403 || says("available starting with") || says("available exclusively with");
  }

  private boolean says(String words) {
    return message.toLowerCase(Locale.ROOT).contains(words);
  }
}
