package io.bellwether.workbench.cli;

import io.bellwether.market.feed.FeedName;
import io.bellwether.market.http.ApiKey;
import io.bellwether.market.http.ApiKeyException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The feeds' keys, from environment variables; Alpaca's are those its own clients read. */
final class FeedKeys {
  static final String ALPACA_ID = "APCA_API_KEY_ID";
  static final String ALPACA_SECRET = "APCA_API_SECRET_KEY";
  static final String TWELVE_DATA = "TWELVE_DATA_API_KEY";
  static final String FMP = "FMP_API_KEY";

  private FeedKeys() {}

  /** The variables of a feed, for messages. */
  static List<String> variables(FeedName feed) {
    return switch (feed) {
      case ALPACA -> List.of(ALPACA_ID, ALPACA_SECRET);
      case TWELVE_DATA -> List.of(TWELVE_DATA);
      case FMP -> List.of(FMP);
    };
  }

  /**
   * Reads a feed's key.
   *
   * @throws InputException if a part is missing or cannot be one; the message shows none of it
   */
  static ApiKey of(FeedName feed, Map<String, String> environment) {
    List<String> parts = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    for (String variable : variables(feed)) {
      String value = environment.getOrDefault(variable, "").strip();
      parts.add(value);
      if (value.isEmpty()) {
        missing.add(variable);
      }
    }
    if (!missing.isEmpty()) {
      throw InputException.usage(
          "not set in the environment: " + String.join(", ", missing) + "; " + origin(feed));
    }
    try {
      return new ApiKey(parts.getFirst(), parts.size() > 1 ? parts.getLast() : "");
    } catch (ApiKeyException e) {
      throw InputException.usage(String.join(" or ", variables(feed)) + ": " + e.getMessage());
    }
  }

  private static String origin(FeedName feed) {
    return switch (feed) {
      case ALPACA -> "a free key for paper trading from https://app.alpaca.markets will do";
      case TWELVE_DATA -> "a free key from https://twelvedata.com will do";
      case FMP -> "a key from https://site.financialmodelingprep.com, whose plan has the bars";
    };
  }
}
