package io.bellwether.trading.broker.alpaca;

/**
 * The key pair of one Alpaca environment. Its text form shows neither half.
 *
 * @param keyId sent as {@code APCA-API-KEY-ID}
 * @param secretKey sent as {@code APCA-API-SECRET-KEY}
 */
public record AlpacaCredentials(String keyId, String secretKey) {
  public AlpacaCredentials {
    requireHeaderValue("key id", keyId);
    requireHeaderValue("secret key", secretKey);
  }

  @Override
  public String toString() {
    return "AlpacaCredentials[hidden]";
  }

  /** Checked here because an HTTP client that objects to a header prints its value. */
  private static void requireHeaderValue(String what, String value) {
    if (value.isEmpty() || !value.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
      throw new IllegalArgumentException(
          "the Alpaca "
              + what
              + " is empty or has a space, a line end or a character outside ASCII: "
              + "store it again without them");
    }
  }
}
