package io.bellwether.notifications;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bellwether.cloud.CloudException;
import io.bellwether.cloud.DiscordMessage;
import io.bellwether.cloud.EventJson;
import io.bellwether.cloud.lambda.JsonFunction;
import io.bellwether.market.time.Deadline;
import io.bellwether.trading.event.EventMessage;
import io.bellwether.trading.event.TradingEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells people what happened: trades, the daily summary, and everything that went wrong.
 *
 * <p>Payload: an event as EventBridge delivers it, with a trading event as its {@code detail}. The
 * topic is told first; a Discord channel that cannot be reached is logged and fails nothing.
 */
public final class NotificationsHandler extends JsonFunction {
  private static final Logger LOG = LoggerFactory.getLogger("notifications");

  private static final String REHEARSAL =
      """
      {"detail": {"type": "ORDER_FILLED", "severity": "INFO", "time": "2026-11-20T15:10:05Z",
        "account": "rehearsal", "strategy": "rehearsal", "symbol": "TQQQ", "message": "rehearsal",
        "details": {"quantity": "1"}}}
      """;

  private final NotificationsWiring wiring;

  /** For Lambda: wired from the environment. */
  public NotificationsHandler() {
    this(NotificationsWiring.fromEnvironment());
    allowSnapshots(
        () -> new NotificationsHandler(NotificationsWiring.fromEnvironment()),
        () -> new NotificationsHandler(NotificationsWiring.rehearsal()),
        REHEARSAL);
  }

  public NotificationsHandler(NotificationsWiring wiring) {
    super(wiring.clock());
    this.wiring = wiring;
  }

  @Override
  protected ObjectNode handle(ObjectNode payload, Deadline deadline) {
    JsonNode detail = payload.get("detail");
    if (detail == null || !detail.isObject()) {
      throw new IllegalArgumentException(
          "the payload is no event of EventBridge: it has no 'detail' object");
    }
    TradingEvent event = EventJson.read(detail.toString());
    boolean told = EventMessage.isForPeople(event);
    if (told) {
      tell(EventMessage.of(event), deadline);
    }
    return answer().put("type", event.type().name()).put("told", told);
  }

  private void tell(EventMessage message, Deadline deadline) {
    wiring.topic().publish(message.subject(), message.text());
    wiring
        .discord()
        .ifPresent(
            discord -> {
              try {
                discord.send(
                    DiscordMessage.text("**" + message.subject() + "**\n" + message.text()),
                    deadline);
              } catch (CloudException e) {
                LOG.atWarn().setCause(e).log("Discord was not told; the topic was");
              }
            });
  }
}
