package io.bellwether.cloud;

import java.util.Locale;

/** The secrets there are, by their names in the stored JSON object. */
public enum SecretKey {
  TWELVE_DATA_API_KEY,
  ALPACA_KEY_ID,
  ALPACA_SECRET_KEY,
  FMP_API_KEY,
  ANTHROPIC_API_KEY,
  DISCORD_WEBHOOK_URL;

  /** The name in the JSON object, such as {@code alpaca_key_id}. */
  public String jsonName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
