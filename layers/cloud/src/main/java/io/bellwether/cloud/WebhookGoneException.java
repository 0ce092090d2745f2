package io.bellwether.cloud;

/** The channel's webhook was deleted or its token replaced; sending again is pointless. */
public final class WebhookGoneException extends CloudException {
  private static final long serialVersionUID = 1L;

  WebhookGoneException() {
    super(
        "the Discord webhook is gone: make a new one in the channel's settings and store its URL"
            + " in the secret as '"
            + SecretKey.DISCORD_WEBHOOK_URL.jsonName()
            + "'");
  }
}
