package io.bellwether.market.feed;

import com.fasterxml.jackson.databind.JsonNode;
import io.bellwether.market.Bars;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/** One page of Alpaca's answer, read strictly: what is not understood is refused, never skipped. */
final class AlpacaBarsPage {
  private static final String ALPACA = "Alpaca";

  private AlpacaBarsPage() {}

  /**
   * Appends the page's bars in the range asked for.
   *
   * @return the token of the next page; empty on the last
   */
  static Optional<String> read(String body, Bars.Builder bars, BarRequest request)
      throws FeedException {
    JsonNode page = ProviderJson.parse(ALPACA, body);
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
    String text =
        ProviderJson.tryParse(body).map(node -> node.path("message").asText("")).orElse("");
    return text.isEmpty() ? "(no message)" : ProviderJson.shortened(text);
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
    return ProviderJson.malformed(ALPACA, what, where);
  }
}
