package io.bellwether.market.feed;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.bellwether.market.Bars;
import io.bellwether.market.feed.FeedException.Kind;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/** One page of Alpaca's answer, read strictly: what is not understood is refused, never skipped. */
final class AlpacaBarsPage {
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();
  private static final int MESSAGE_LENGTH = 200;

  private AlpacaBarsPage() {}

  /**
   * Appends the page's bars in the range asked for.
   *
   * @return the token of the next page; empty on the last
   */
  static Optional<String> read(String body, Bars.Builder bars, BarRequest request)
      throws FeedException {
    JsonNode page = parse(body);
    JsonNode series = page.path("bars");
    if (!series.isObject() && !series.isNull()) {
      throw malformed("no \"bars\" in the answer", body);
    }
    // No data for the symbol: it is left out of the map.
    for (JsonNode bar : series.path(request.symbol())) {
      append(bar, bars, request);
    }
    JsonNode token = page.path("next_page_token");
    return token.isTextual() && !token.textValue().isEmpty()
        ? Optional.of(token.textValue())
        : Optional.empty();
  }

  /** What the provider says went wrong, shortened to one line; never more than that of a page. */
  static String message(String body) {
    String text;
    try {
      text = JSON.readTree(body).path("message").asText("");
    } catch (JsonProcessingException e) {
      text = "";
    }
    return text.isEmpty() ? "(no message)" : shortened(text);
  }

  private static JsonNode parse(String body) throws FeedException {
    try {
      return JSON.readTree(body);
    } catch (JsonProcessingException e) {
      throw new FeedException(
          Kind.MALFORMED, "Alpaca's answer is no JSON: '" + shortened(body) + "'", e);
    }
  }

  private static void append(JsonNode bar, Bars.Builder bars, BarRequest request)
      throws FeedException {
    Instant start = start(bar);
    if (start.isBefore(request.from()) || !start.isBefore(request.to())) {
      return;
    }
    try {
      bars.add(
          start.toEpochMilli(),
          number(bar, "o"),
          number(bar, "h"),
          number(bar, "l"),
          number(bar, "c"),
          number(bar, "v"));
    } catch (IllegalArgumentException e) {
      throw malformed("bars out of order, " + e.getMessage(), bar.toString());
    }
  }

  private static Instant start(JsonNode bar) throws FeedException {
    try {
      return Instant.parse(bar.path("t").asText(""));
    } catch (DateTimeException e) {
      throw malformed("a bar without a time \"t\"", bar.toString());
    }
  }

  private static double number(JsonNode bar, String field) throws FeedException {
    JsonNode value = bar.path(field);
    if (!value.isNumber()) {
      throw malformed("a bar without a number \"" + field + "\"", bar.toString());
    }
    return value.doubleValue();
  }

  private static FeedException malformed(String what, String where) {
    return new FeedException(
        Kind.MALFORMED, "Alpaca's answer has " + what + ": '" + shortened(where) + "'");
  }

  private static String shortened(String text) {
    String line = text.replaceAll("\\s+", " ").strip();
    return line.length() <= MESSAGE_LENGTH ? line : line.substring(0, MESSAGE_LENGTH) + "...";
  }
}
