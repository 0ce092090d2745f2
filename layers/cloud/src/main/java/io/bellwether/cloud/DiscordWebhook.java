package io.bellwether.cloud;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bellwether.market.time.Deadline;
import io.bellwether.market.time.Pause;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/**
 * Messages to a Discord channel through its webhook. The URL is the credential: it is in no
 * exception and no log, and is registered with a redactor.
 */
public final class DiscordWebhook {
  private static final MediaType JSON_TYPE = MediaType.get("application/json");
  private static final int UNAUTHORIZED = 401;
  private static final int NOT_FOUND = 404;
  private static final int TOO_MANY_REQUESTS = 429;

  /** How long to wait when Discord does not say. */
  private static final Duration DEFAULT_WAIT = Duration.ofSeconds(2);

  /** Discord may say that none is needed; a message that it takes then is rare. */
  private static final Duration SHORTEST_WAIT = Duration.ofMillis(500);

  private static final int MOST_TRIES = 5;

  /** What one call may need; waiting is pointless unless this is left after it. */
  private static final Duration CALL = Duration.ofSeconds(1);

  private static final ObjectMapper JSON = new ObjectMapper();

  private final OkHttpClient client;
  private final HttpUrl url;
  private final Pause pause;

  /**
   * A webhook.
   *
   * @param webhookUrl as Discord shows it
   * @param redactor learns the URL and the token in it
   * @throws CloudException if it is no HTTP URL
   */
  public DiscordWebhook(
      OkHttpClient client, String webhookUrl, Pause pause, SecretRedactor redactor) {
    redactor.register(webhookUrl);
    HttpUrl parsed = HttpUrl.parse(webhookUrl);
    if (parsed == null) {
      throw new CloudException(
          "the Discord webhook is no URL; copy it from the channel's integrations into '"
              + SecretKey.DISCORD_WEBHOOK_URL.jsonName()
              + "'");
    }
    List<String> path = parsed.pathSegments();
    redactor.register(path.get(path.size() - 1));
    this.client = client;
    this.url = parsed;
    this.pause = pause;
  }

  /**
   * Sends a message. A refusal for too many requests is waited out if the deadline allows it, four
   * times at most; nothing else is repeated, for the message may have arrived.
   *
   * @throws WebhookGoneException if the webhook was deleted: it will never take another
   * @throws CloudException if Discord did not take it
   */
  public void send(DiscordMessage message, Deadline deadline) {
    String body = DiscordBody.of(message);
    for (int tries = 1; ; tries++) {
      Optional<Duration> wait = post(body, deadline);
      if (wait.isEmpty()) {
        return;
      }
      if (tries == MOST_TRIES) {
        throw new CloudException(
            "Discord asked to wait %d times; the message is dropped".formatted(MOST_TRIES));
      }
      if (!deadline.allows(wait.get().plus(CALL)) || Thread.currentThread().isInterrupted()) {
        throw new CloudException(
            "Discord asks to wait %d ms, which is longer than there is; the message is dropped"
                .formatted(wait.get().toMillis()));
      }
      pause.of(wait.get());
    }
  }

  /** Posts once; how long to wait before the next try if Discord asks for one. */
  private Optional<Duration> post(String body, Deadline deadline) {
    if (deadline.remaining().isZero()) {
      throw new CloudException("no time is left to tell Discord; the message is dropped");
    }
    Request request =
        new Request.Builder().url(url).post(RequestBody.create(body, JSON_TYPE)).build();
    OkHttpClient limited = client.newBuilder().callTimeout(deadline.remaining()).build();
    try (Response response = limited.newCall(request).execute()) {
      if (response.isSuccessful()) {
        return Optional.empty();
      }
      if (response.code() == TOO_MANY_REQUESTS) {
        Duration wait = retryAfter(response);
        return Optional.of(wait.compareTo(SHORTEST_WAIT) < 0 ? SHORTEST_WAIT : wait);
      }
      if (response.code() == UNAUTHORIZED || response.code() == NOT_FOUND) {
        throw new WebhookGoneException();
      }
      throw new CloudException("Discord refused the message: " + refusal(response.code()));
    } catch (IOException e) {
      throw new CloudException(
          "Discord could not be reached (%s); the message may not have arrived"
              .formatted(e.getClass().getSimpleName()));
    }
  }

  private static String refusal(int status) {
    return status == 400 ? "HTTP 400, its form is wrong" : "HTTP " + status;
  }

  /** Seconds with a fraction, in the body or, when a proxy answered in HTML, in the header. */
  private static Duration retryAfter(Response response) throws IOException {
    String header = response.header("Retry-After", "");
    String text = response.body() == null ? "" : response.body().string();
    double seconds = -1;
    try {
      seconds = JSON.readTree(text).path("retry_after").asDouble(-1);
    } catch (JsonProcessingException e) {
      // HTML: the header decides.
    }
    if (!(seconds >= 0)) {
      try {
        seconds = Double.parseDouble(header == null ? "" : header);
      } catch (NumberFormatException e) {
        return DEFAULT_WAIT;
      }
    }
    return seconds >= 0 && seconds < 1e6
        ? Duration.ofMillis((long) Math.ceil(seconds * 1000))
        : DEFAULT_WAIT;
  }
}
