package io.bellwether.cloud;

import io.bellwether.market.time.Deadline;
import io.bellwether.market.time.Pause;
import io.bellwether.trading.alert.EventMessage;
import io.bellwether.trading.event.TradingEvent;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The Discord channel that is told too. Whatever goes wrong there is logged and fails nothing: the
 * topic has been told. The webhook's URL is read from the secret each time, so that a new one needs
 * no new deployment; one that is gone is not called again.
 */
public final class DiscordChannel {
  private static final Logger LOG = LoggerFactory.getLogger("notifications");
  private static final int RED = 0xd32f2f;
  private static final int AMBER = 0xf9a825;
  private static final int GREEN = 0x2e7d32;

  private final Supplier<Optional<String>> url;
  private final Pause pause;
  private final Consumer<String> whenGone;
  private String gone = "";
  private @Nullable OkHttpClient client;

  /**
   * A channel.
   *
   * @param url the webhook's URL, if there is a channel; may throw a {@link CloudException}
   * @param whenGone is handed a name of a webhook that is found gone, which does not tell its URL
   */
  public DiscordChannel(Supplier<Optional<String>> url, Pause pause, Consumer<String> whenGone) {
    this.url = url;
    this.pause = pause;
    this.whenGone = whenGone;
  }

  /** Sends an event, if there is a channel. */
  public void send(TradingEvent event, EventMessage message, Deadline deadline) {
    try {
      Optional<String> webhook = url.get().filter(known -> !known.equals(gone));
      if (webhook.isPresent()) {
        send(webhook.get(), card(event, message), deadline);
      }
    } catch (CloudException e) {
      LOG.atWarn().setCause(e).log("Discord was not told; the topic was");
    }
  }

  private void send(String webhook, DiscordMessage message, Deadline deadline) {
    try {
      new DiscordWebhook(client(), webhook, pause, SecretRedactor.ofProcess())
          .send(message, deadline);
    } catch (WebhookGoneException e) {
      gone = webhook;
      LOG.atWarn().setCause(e).log("Discord is not told any more; the topic is");
      whenGone.accept(fingerprint(webhook));
    }
  }

  /** Made when first needed: it takes a tenth of a second, and most have no channel. */
  private OkHttpClient client() {
    OkHttpClient known = client;
    if (known == null) {
      known = new OkHttpClient();
      client = known;
    }
    return known;
  }

  private static DiscordMessage card(TradingEvent event, EventMessage message) {
    String title = event.severity().label() + ": " + message.title();
    List<DiscordMessage.Field> figures =
        message.figures().entrySet().stream()
            .map(figure -> new DiscordMessage.Field(figure.getKey(), figure.getValue()))
            .toList();
    Optional<Instant> time = Optional.of(event.time());
    return new DiscordMessage(
        "", List.of(new DiscordMessage.Embed(title, message.body(), colour(event), figures, time)));
  }

  private static int colour(TradingEvent event) {
    return switch (event.severity()) {
      case CRITICAL -> RED;
      case WARNING -> AMBER;
      case INFO -> GREEN;
    };
  }

  /** Eight bytes of a hash: enough to tell webhooks apart, of no use to who would call one. */
  private static String fingerprint(String webhook) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(webhook.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }

  /** What the topic is told when the channel is gone. */
  public static TradingEvent goneEvent(String fingerprint, Instant now) {
    return new TradingEvent(
        TradingEvent.Type.CHANNEL_LOST,
        TradingEvent.Severity.WARNING,
        now,
        "notifications",
        Optional.empty(),
        Optional.empty(),
        "the Discord webhook is gone, so that Discord is told nothing any more",
        Map.of("webhook", fingerprint));
  }
}
