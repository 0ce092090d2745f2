package io.bellwether.cloud;

import java.util.Locale;

/** The secrets there are, by their names in the stored JSON object. */
public enum SecretKey {
  TWELVE_DATA_API_KEY(true),
  ALPACA_KEY_ID(true),
  ALPACA_SECRET_KEY(true),
  FMP_API_KEY(false),
  ANTHROPIC_API_KEY(false),
  NEWS_API_KEY(false),
  FRED_API_KEY(false),
  DISCORD_WEBHOOK_URL(false);

  private final boolean required;

  SecretKey(boolean required) {
    this.required = required;
  }

  /** Whether the system as packaged cannot do without it. */
  public boolean isRequired() {
    return required;
  }

  /** The name in the JSON object, such as {@code alpaca_key_id}. */
  public String jsonName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
