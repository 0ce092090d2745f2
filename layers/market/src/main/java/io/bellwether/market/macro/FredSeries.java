package io.bellwether.market.macro;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bellwether.market.feed.FeedException;
import io.bellwether.market.feed.FeedException.Kind;
import io.bellwether.market.http.ApiKey;
import io.bellwether.market.http.ApiKeyException;
import io.bellwether.market.http.ApiKeys;
import io.bellwether.market.http.HttpAnswer;
import io.bellwether.market.http.HttpReadException;
import io.bellwether.market.http.HttpReader;
import io.bellwether.market.http.KeyedReader;
import io.bellwether.market.time.Deadline;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import okhttp3.HttpUrl;

/**
 * Daily series of the Federal Reserve Bank of St. Louis, such as the VIX. The key is part of the
 * URL, which for that reason is in no message and no log.
 */
public final class FredSeries {
  /** The provider's address. */
  public static final HttpUrl PRODUCTION = HttpUrl.get("https://api.stlouisfed.org");

  /** The closing value of the CBOE volatility index. */
  public static final String VIX = "VIXCLS";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String MISSING = ".";
  private static final int LONGEST_ERROR = 200;

  private final HttpUrl baseUrl;
  private final KeyedReader reader;

  /**
   * A source of series.
   *
   * @param baseUrl {@link #PRODUCTION}, or a server that speaks the same protocol
   * @param keys where to take the key from; read anew once when it is refused
   */
  public FredSeries(HttpReader reader, HttpUrl baseUrl, ApiKeys keys) {
    this.baseUrl = baseUrl;
    this.reader = new KeyedReader(reader, keys, new Protocol());
  }

  /**
   * The values of a series; days without one are missing.
   *
   * @param id such as {@link #VIX}
   * @param from the first date
   * @param to the last date
   * @throws FeedException if the source did not deliver, or a value is none
   */
  public DailySeries read(String id, LocalDate from, LocalDate to, Deadline deadline)
      throws FeedException {
    String what = "FRED, " + id + " " + from + " to " + to;
    HttpUrl url =
        baseUrl
            .newBuilder()
            .addPathSegments("fred/series/observations")
            .addQueryParameter("series_id", id)
            .addQueryParameter("file_type", "json")
            .addQueryParameter("observation_start", from.toString())
            .addQueryParameter("observation_end", to.toString())
            .build();
    HttpAnswer answer = answer(url, what, deadline);
    JsonNode rows = rows(answer, what);
    TreeMap<LocalDate, Double> values = new TreeMap<>();
    for (JsonNode row : rows) {
      String value = row.path("value").asText("");
      if (!value.equals(MISSING)) {
        values.put(date(row, what), number(value, what));
      }
    }
    return new DailySeries(values);
  }

  private HttpAnswer answer(HttpUrl url, String what, Deadline deadline) throws FeedException {
    try {
      return reader.get(url, deadline);
    } catch (ApiKeyException e) {
      throw new FeedException(Kind.NO_KEY, what + ": " + e.getMessage());
    } catch (HttpReadException e) {
      throw new FeedException(Kind.UNAVAILABLE, what + ": " + e.getMessage(), e);
    }
  }

  private static JsonNode rows(HttpAnswer answer, String what) throws FeedException {
    JsonNode body = parsed(answer.body());
    if (!answer.isSuccess()) {
      String said = body.path("error_message").asText("");
      throw new FeedException(
          kind(answer.status(), said),
          what
              + ": HTTP "
              + answer.status()
              + " "
              + said.substring(0, Math.min(said.length(), LONGEST_ERROR)).strip());
    }
    if (!body.path("observations").isArray()) {
      throw new FeedException(Kind.MALFORMED, what + ": the answer has no \"observations\"");
    }
    return body.path("observations");
  }

  private static JsonNode parsed(String body) {
    try {
      return JSON.readTree(body);
    } catch (JsonProcessingException e) {
      return JSON.missingNode();
    }
  }

  /** A wrong key and a wrong series are both HTTP 400. */
  private static Kind kind(int status, String said) {
    return switch (status) {
      case 401, 403 -> Kind.UNAUTHORIZED;
      case 429 -> Kind.RATE_LIMITED;
      case 400, 404 -> namesKey(said) ? Kind.UNAUTHORIZED : Kind.UNSUPPORTED;
      default -> Kind.UNAVAILABLE;
    };
  }

  private static boolean namesKey(String said) {
    return said.toLowerCase(Locale.ROOT).contains("api_key");
  }

  private static LocalDate date(JsonNode row, String what) throws FeedException {
    try {
      return LocalDate.parse(row.path("date").asText(""));
    } catch (DateTimeException e) {
      throw new FeedException(Kind.MALFORMED, what + ": a value without a date");
    }
  }

  private static double number(String value, String what) throws FeedException {
    try {
      double number = Double.parseDouble(value);
      if (Double.isFinite(number)) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Said below.
    }
    throw new FeedException(Kind.MALFORMED, what + ": a value that is no number");
  }

  private static final class Protocol implements KeyedReader.Protocol {
    @Override
    public KeyedReader.Call call(HttpUrl url, ApiKey key) {
      return new KeyedReader.Call(
          url.newBuilder().addQueryParameter("api_key", key.id()).build(), Map.of());
    }

    @Override
    public boolean refusesKey(HttpAnswer answer) {
      return answer.status() == 400
          && namesKey(parsed(answer.body()).path("error_message").asText(""));
    }
  }
}
