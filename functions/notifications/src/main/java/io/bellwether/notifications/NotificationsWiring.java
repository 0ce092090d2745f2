package io.bellwether.notifications;

import io.bellwether.cloud.AwsClients;
import io.bellwether.cloud.CloudException;
import io.bellwether.cloud.DiscordChannel;
import io.bellwether.cloud.Platform;
import io.bellwether.cloud.SecretKey;
import io.bellwether.cloud.Setting;
import io.bellwether.cloud.SnsPublisher;
import io.bellwether.cloud.metrics.EmfMetrics;
import io.bellwether.trading.alert.AlertDesk;
import io.bellwether.trading.alert.EventMessage;
import io.bellwether.trading.event.TradingEvent;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.slf4j.LoggerFactory;

/** What the function is made of. */
public final class NotificationsWiring {
  /** The settings that it does not start without. */
  public static final List<Setting> REQUIRED =
      List.of(
          Setting.STAGE,
          Setting.SNS_TOPIC_ARN,
          Setting.TRADING_TABLE_NAME,
          Setting.SIGNAL_QUEUE_URL,
          Setting.EVENT_BUS_NAME,
          Setting.SECRETS_ARN);

  private final Platform platform;
  private final SnsPublisher topic;
  private final AlertDesk desk;
  private final DiscordChannel discord;

  private NotificationsWiring(Platform platform, SnsPublisher topic) {
    this.platform = platform;
    this.topic = topic;
    this.desk = new AlertDesk(platform.ledger().alerts(), platform.clock());
    boolean enabled = platform.environment().discordEnabled();
    this.discord =
        new DiscordChannel(
            () ->
                enabled ? platform.secrets().find(SecretKey.DISCORD_WEBHOOK_URL) : Optional.empty(),
            platform.secrets()::refresh,
            platform.pause(),
            this::discordIsGone);
  }

  static NotificationsWiring fromEnvironment() {
    AwsClients clients = new AwsClients();
    Platform platform = Platform.aws(System.getenv(), clients, REQUIRED);
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
    return new NotificationsWiring(platform, topic);
  }

  InstantSource clock() {
    return platform.clock();
  }

  EmfMetrics metrics() {
    return platform.metrics();
  }

  String stage() {
    return platform.environment().stage();
  }

  /** The topic people are subscribed to. */
  SnsPublisher topic() {
    return topic;
  }

  /** Decides what people are told. */
  AlertDesk desk() {
    return desk;
  }

  /** The channel that is told too, if there is one. */
  DiscordChannel discord() {
    return discord;
  }

  /** Says so on the topic, once per webhook. */
  private void discordIsGone(String fingerprint) {
    TradingEvent event = DiscordChannel.goneEvent(fingerprint, platform.clock().instant());
    if (!desk.first("discord-gone-" + fingerprint, event.account())) {
      return;
    }
    try {
      topic.publish(event, EventMessage.of(event, stage(), 0));
    } catch (CloudException e) {
      LoggerFactory.getLogger("notifications")
          .atWarn()
          .setCause(e)
          .log("the topic was not told that Discord is gone");
    }
  }
}
