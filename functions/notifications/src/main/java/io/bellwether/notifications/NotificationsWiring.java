package io.bellwether.notifications;

import io.bellwether.cloud.AwsClients;
import io.bellwether.cloud.DiscordWebhook;
import io.bellwether.cloud.Platform;
import io.bellwether.cloud.SecretKey;
import io.bellwether.cloud.SecretRedactor;
import io.bellwether.cloud.Setting;
import io.bellwether.cloud.SnsPublisher;
import java.time.InstantSource;
import java.util.Optional;
import okhttp3.OkHttpClient;

/**
 * What the function is made of.
 *
 * @param clock the time
 * @param topic the topic people are subscribed to
 * @param discord the channel that is told too, if one is
 */
public record NotificationsWiring(
    InstantSource clock, SnsPublisher topic, Optional<DiscordWebhook> discord) {
  static NotificationsWiring fromEnvironment() {
    AwsClients clients = new AwsClients();
    Platform platform =
        Platform.aws(
            System.getenv(),
            clients,
            Setting.STAGE,
            Setting.SNS_TOPIC_ARN,
            Setting.TRADING_TABLE_NAME,
            Setting.SIGNAL_QUEUE_URL,
            Setting.EVENT_BUS_NAME,
            Setting.SECRETS_ARN);
    return of(platform, new SnsPublisher(clients.sns(), platform.environment().topicArn()));
  }

  /** The function to rehearse with. */
  static NotificationsWiring rehearsal() {
    Platform platform = Platform.rehearsal(System.getenv());
    SnsPublisher nowhere =
        new SnsPublisher(AwsClients.toNowhere().sns(), platform.environment().topicArn());
    return of(platform, nowhere);
  }

  /** The function on a platform. */
  public static NotificationsWiring of(Platform platform, SnsPublisher topic) {
    Optional<DiscordWebhook> discord =
        platform.environment().discordEnabled()
            ? platform
                .secrets()
                .find(SecretKey.DISCORD_WEBHOOK_URL)
                .map(
                    url ->
                        new DiscordWebhook(
                            new OkHttpClient(), url, platform.pause(), SecretRedactor.ofProcess()))
            : Optional.empty();
    return new NotificationsWiring(platform.clock(), topic, discord);
  }
}
