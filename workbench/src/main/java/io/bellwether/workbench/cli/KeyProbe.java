package io.bellwether.workbench.cli;

import io.bellwether.cloud.SecretKey;
import io.bellwether.market.http.ApiKey;
import io.bellwether.market.http.HttpAnswer;
import io.bellwether.market.macro.FredSeries;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;

/** The cheapest harmless call that tells whether a service accepts a key: one for each service. */
enum KeyProbe {
  TWELVE_DATA(List.of(SecretKey.TWELVE_DATA_API_KEY)) {
    @Override
    Call call(HttpUrl server, ApiKey key) {
      return new Call(
          path(server, "api_usage").build(), Map.of("Authorization", "apikey " + key.id()));
    }

    /* Its errors come with HTTP 200 as well; used-up credits are somebody's, so it is known. */
    @Override
    KeyVerdict verdict(HttpAnswer answer) {
      int code = codeIn(answer.body()).orElse(answer.status());
      return switch (code) {
        case 401, 403 -> KeyVerdict.refused("code " + code);
        case 429 -> KeyVerdict.accepted("its credits are used up");
        case 200 -> KeyVerdict.accepted("");
        default -> KeyVerdict.unreachable("answered with code " + code);
      };
    }
  },

  ALPACA(List.of(SecretKey.ALPACA_KEY_ID, SecretKey.ALPACA_SECRET_KEY)) {
    @Override
    Call call(HttpUrl server, ApiKey key) {
      return new Call(
          path(server, "v2/account").build(),
          Map.of("APCA-API-KEY-ID", key.id(), "APCA-API-SECRET-KEY", key.secret()));
    }

    @Override
    KeyVerdict verdict(HttpAnswer answer) {
      return switch (answer.status()) {
        case 401, 403 ->
            KeyVerdict.refused(
                "HTTP " + answer.status() + "; paper and live have keys of their own, see --live");
        default -> byStatus(answer);
      };
    }
  },

  FMP(List.of(SecretKey.FMP_API_KEY)) {
    @Override
    Call call(HttpUrl server, ApiKey key) {
      return new Call(
          path(server, "stable/quote-short")
              .addQueryParameter("symbol", "AAPL")
              .addQueryParameter("apikey", key.id())
              .build(),
          Map.of());
    }

    /* A plan that lacks the call is a plan; an invalid key may be told with HTTP 200. */
    @Override
    KeyVerdict verdict(HttpAnswer answer) {
      String text = answer.body().toLowerCase(Locale.ROOT);
      if (answer.status() == 401 || text.contains("invalid api key")) {
        return KeyVerdict.refused("HTTP " + answer.status());
      }
      if (answer.status() == 429 || text.contains("limit reach")) {
        return KeyVerdict.accepted("its limit is used up");
      }
      if (answer.status() == 402) {
        return KeyVerdict.accepted("its plan lacks the call asked for");
      }
      return text.contains("error message")
          ? KeyVerdict.refused("HTTP " + answer.status())
          : byStatus(answer);
    }
  },

  ANTHROPIC(List.of(SecretKey.ANTHROPIC_API_KEY)) {
    @Override
    Call call(HttpUrl server, ApiKey key) {
      return new Call(
          path(server, "v1/models").addQueryParameter("limit", "1").build(),
          Map.of("x-api-key", key.id(), "anthropic-version", "2023-06-01"));
    }
  },

  NEWS_API(List.of(SecretKey.NEWS_API_KEY)) {
    @Override
    Call call(HttpUrl server, ApiKey key) {
      return new Call(
          path(server, "v2/top-headlines")
              .addQueryParameter("country", "us")
              .addQueryParameter("pageSize", "1")
              .build(),
          Map.of("X-Api-Key", key.id()));
    }
  },

  FRED(List.of(SecretKey.FRED_API_KEY)) {
    @Override
    Call call(HttpUrl server, ApiKey key) {
      return new Call(
          path(server, "fred/series")
              .addQueryParameter("series_id", FredSeries.VIX)
              .addQueryParameter("file_type", "json")
              .addQueryParameter("api_key", key.id())
              .build(),
          Map.of());
    }

    /* A key that it does not know is a bad request. */
    @Override
    KeyVerdict verdict(HttpAnswer answer) {
      return answer.status() == 400 && answer.body().contains("api_key")
          ? KeyVerdict.refused("HTTP 400")
          : super.verdict(answer);
    }
  },

  DISCORD(List.of(SecretKey.DISCORD_WEBHOOK_URL)) {
    /* The webhook's address is the key. */
    @Override
    Call call(HttpUrl server, ApiKey key) {
      return new Call(server, Map.of());
    }

    @Override
    KeyVerdict verdict(HttpAnswer answer) {
      return switch (answer.status()) {
        case 401, 403, 404 -> KeyVerdict.refused("HTTP " + answer.status() + ", it is gone");
        case 429 -> KeyVerdict.unreachable("answered HTTP 429; try again in a minute");
        default -> byStatus(answer);
      };
    }
  };

  private static final Pattern CODE = Pattern.compile("\"code\"\\s*:\\s*([0-9]{3})\\b");

  private final List<SecretKey> keys;

  KeyProbe(List<SecretKey> keys) {
    this.keys = keys;
  }

  /**
   * A request.
   *
   * @param url may hold the key
   * @param headers may hold the key
   */
  record Call(HttpUrl url, Map<String, String> headers) {
    @Override
    public String toString() {
      return "Call[redacted]";
    }
  }

  /** The keys it tells about. */
  List<SecretKey> keys() {
    return keys;
  }

  /** The request to a server. */
  abstract Call call(HttpUrl server, ApiKey key);

  /** What an answer says of the key. */
  KeyVerdict verdict(HttpAnswer answer) {
    return switch (answer.status()) {
      case 401, 403 -> KeyVerdict.refused("HTTP " + answer.status());
      default -> byStatus(answer);
    };
  }

  private static KeyVerdict byStatus(HttpAnswer answer) {
    if (answer.isSuccess()) {
      return KeyVerdict.accepted("");
    }
    return answer.status() == 429
        ? KeyVerdict.accepted("its limit is used up")
        : KeyVerdict.unreachable("answered HTTP " + answer.status());
  }

  private static HttpUrl.Builder path(HttpUrl server, String path) {
    return server.newBuilder().addPathSegments(path);
  }

  private static Optional<Integer> codeIn(String body) {
    Matcher code = CODE.matcher(body);
    return code.find() ? Optional.of(Integer.parseInt(code.group(1))) : Optional.empty();
  }
}
