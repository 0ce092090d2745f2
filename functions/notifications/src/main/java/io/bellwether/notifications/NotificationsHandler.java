package io.bellwether.notifications;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bellwether.cloud.EventJson;
import io.bellwether.cloud.lambda.JsonFunction;
import io.bellwether.market.time.Deadline;
import io.bellwether.trading.alert.AlertDesk.Verdict;
import io.bellwether.trading.alert.EventMessage;
import io.bellwether.trading.event.TradingEvent;

/**
 * Tells people what happened: trades, the daily summary, and everything that went wrong; each once,
 * and not again and again.
 *
 * <p>Payload: an event as EventBridge delivers it, with a trading event as its {@code detail}. The
 * topic is told first; a Discord channel that cannot be reached is logged and fails nothing.
 */
public final class NotificationsHandler extends JsonFunction {
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
    super(wiring.clock(), wiring.metrics());
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
    String outcome =
        EventMessage.isForPeople(event)
            ? admit(event, payload.path("id").asText("no-id"), deadline)
            : "not-for-people";
    wiring.metrics().note("type", EventJson.detailType(event.type()));
    wiring.metrics().note("severity", event.severity().label());
    wiring.metrics().note("account", event.account());
    wiring.metrics().note("outcome", outcome);
    return answer()
        .put("type", event.type().name())
        .put("told", outcome.equals("told"))
        .put("outcome", outcome);
  }

  private String admit(TradingEvent event, String delivery, Deadline deadline) {
    return switch (wiring.desk().admit(event, delivery, deadline.remaining())) {
      case Verdict.Tell tell -> {
        tell(event, tell, deadline);
        yield "told";
      }
      case Verdict.Suppressed suppressed -> "suppressed";
      case Verdict.Duplicate duplicate -> "duplicate";
      // Should that run fail without a word, the retry of this one tells.
      case Verdict.Busy busy ->
          throw new IllegalStateException("another invocation is telling of this event just now");
    };
  }

  private void tell(TradingEvent event, Verdict.Tell tell, Deadline deadline) {
    EventMessage message = EventMessage.of(event, wiring.stage(), tell.suppressed());
    try {
      wiring.topic().publish(event, message);
    } catch (RuntimeException e) {
      wiring.desk().failed(tell);
      throw e;
    }
    wiring.desk().told(tell);
    wiring.discord().send(event, message, deadline);
  }
}
