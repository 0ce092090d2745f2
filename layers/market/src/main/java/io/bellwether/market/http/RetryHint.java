package io.bellwether.market.http;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import okhttp3.Headers;
import okhttp3.Interceptor;
import okhttp3.Response;

/** When a server says to come back: {@code Retry-After} (RFC 9110) or {@code X-RateLimit-Reset}. */
public final class RetryHint {
  private static final String RETRY_AFTER = "Retry-After";
  private static final String HIDDEN = "X-Bellwether-Retry-After";
  private static final String RATE_LIMIT_RESET = "X-RateLimit-Reset";

  /** Limits are per minute; a longer wait is a mistake, or a clock that is wrong. */
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);

  private RetryHint() {}

  /** OkHttp repeats a 503 with {@code Retry-After: 0} by itself, unless it does not see it. */
  public static Response hideFromOkHttp(Interceptor.Chain chain) throws IOException {
    Response response = chain.proceed(chain.request());
    String value = response.header(RETRY_AFTER);
    return value == null
        ? response
        : response.newBuilder().removeHeader(RETRY_AFTER).header(HIDDEN, value).build();
  }

  /** The headers as the server sent them. */
  public static Map<String, List<String>> restored(Headers headers) {
    Map<String, List<String>> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    all.putAll(headers.toMultimap());
    List<String> hidden = all.remove(HIDDEN);
    if (hidden != null) {
      all.put(RETRY_AFTER, hidden);
    }
    return all;
  }

  /**
   * When the server says to come back.
   *
   * @return empty if it does not say, or if that is past or more than five minutes away
   */
  public static Optional<Instant> at(HttpAnswer answer, Instant now) {
    Duration wait = in(answer, now);
    return wait.isZero() || wait.compareTo(LONGEST_WAIT) > 0
        ? Optional.empty()
        : Optional.of(now.plus(wait));
  }

  /** How long the server asks to wait; zero if it does not say or the time has passed. */
  public static Duration in(HttpAnswer answer, Instant now) {
    Optional<Duration> retryAfter =
        answer.header(RETRY_AFTER).flatMap(value -> retryAfter(value.strip(), now));
    Optional<Duration> wait =
        retryAfter.isPresent() || answer.status() != 429
            ? retryAfter
            : answer.header(RATE_LIMIT_RESET).flatMap(value -> reset(value.strip(), now));
    return wait.filter(duration -> !duration.isNegative()).orElse(Duration.ZERO);
  }

  private static Optional<Duration> retryAfter(String value, Instant now) {
    Optional<Duration> seconds = wholeNumber(value).map(Duration::ofSeconds);
    if (seconds.isPresent()) {
      return seconds;
    }
    try {
      ZonedDateTime at = ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME);
      return Optional.of(Duration.between(now, at));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** Seconds since the epoch. */
  private static Optional<Duration> reset(String value, Instant now) {
    return wholeNumber(value).map(second -> Duration.between(now, Instant.ofEpochSecond(second)));
  }

  private static Optional<Long> wholeNumber(String value) {
    // Ten digits reach the year 2286: more is no number of seconds.
    return value.matches("[0-9]{1,10}") ? Optional.of(Long.parseLong(value)) : Optional.empty();
  }
}
