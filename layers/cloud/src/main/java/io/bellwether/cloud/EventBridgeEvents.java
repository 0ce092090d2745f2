package io.bellwether.cloud;

import io.bellwether.trading.event.EventPublisher;
import io.bellwether.trading.event.TradingEvent;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;

/**
 * Events on an EventBridge bus. An event that cannot be sent is logged and dropped: telling people
 * must not stand in the way of trading.
 */
public final class EventBridgeEvents implements EventPublisher {
  /** The source of every event of this system. */
  public static final String SOURCE = "bellwether";

  private static final Logger LOG = LoggerFactory.getLogger(EventBridgeEvents.class);

  private final Supplier<EventBridgeClient> client;
  private final String busName;

  /**
   * A bus for events.
   *
   * @param client stays the caller's to close
   */
  public EventBridgeEvents(EventBridgeClient client, String busName) {
    this(() -> client, busName);
  }

  /** The same, with a client that is first asked for when it is needed. */
  public EventBridgeEvents(Supplier<EventBridgeClient> client, String busName) {
    this.client = client;
    this.busName = busName;
  }

  @Override
  public void publish(TradingEvent event) {
    taken(event);
  }

  @Override
  public boolean taken(TradingEvent event) {
    try {
      PutEventsResponse response = client.get().putEvents(request -> request.entries(entry(event)));
      if (response.failedEntryCount() != null && response.failedEntryCount() > 0) {
        dropped(event).addKeyValue("errorCode", response.entries().getFirst().errorCode()).log();
        return false;
      }
      return true;
    } catch (RuntimeException e) {
      // Whatever it is: an order may have been placed a moment ago, and has to be recorded next.
      dropped(event).setCause(e).log();
      return false;
    }
  }

  private PutEventsRequestEntry entry(TradingEvent event) {
    return PutEventsRequestEntry.builder()
        .eventBusName(busName)
        .source(SOURCE)
        .detailType(EventJson.detailType(event.type()))
        .time(event.time())
        .detail(EventJson.write(event))
        .build();
  }

  private static LoggingEventBuilder dropped(TradingEvent event) {
    return LOG.atError()
        .setMessage("an event could not be published and people are not told of it")
        .addKeyValue("type", event.type())
        .addKeyValue("account", event.account())
        .addKeyValue("eventMessage", event.message());
  }
}
