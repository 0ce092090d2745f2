package io.bellwether.workbench.cli;

import io.bellwether.market.http.ApiKeyException;
import java.util.Set;
import okhttp3.HttpUrl;

/** Servers that keys are sent to: encrypted, or on this machine. */
final class ServerUrl {
  private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "::1");

  private ServerUrl() {}

  /**
   * Reads an address.
   *
   * @param option where it was given, for messages
   * @throws InputException if it is none, or would send keys unencrypted
   */
  static HttpUrl parse(String option, String text) {
    HttpUrl url = HttpUrl.parse(text);
    if (url == null) {
      throw InputException.usage(
          option + " '" + text + "' is no address; write https://data.alpaca.markets");
    }
    if (!url.isHttps() && !THIS_MACHINE.contains(url.host())) {
      throw InputException.usage(
          option + " " + url + " would send the keys unencrypted; use https");
    }
    return url;
  }

  /**
   * An address that is a key itself.
   *
   * @throws ApiKeyException if it is none, or would be called unencrypted; it is not shown
   */
  static HttpUrl secret(String text) {
    HttpUrl url = HttpUrl.parse(text);
    if (url == null || (!url.isHttps() && !THIS_MACHINE.contains(url.host()))) {
      throw new ApiKeyException("it is no https address");
    }
    return url;
  }
}
