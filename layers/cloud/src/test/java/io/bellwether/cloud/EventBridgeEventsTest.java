package io.bellwether.cloud;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.bellwether.trading.event.TradingEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.EventBridgeException;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequest;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResultEntry;

class EventBridgeEventsTest {
  private static final TradingEvent EVENT =
      new TradingEvent(
          TradingEvent.Type.RISK_BREACHED,
          TradingEvent.Severity.CRITICAL,
          Instant.parse("2026-11-20T14:30:00.5Z"),
          "alpaca",
          Optional.empty(),
          Optional.of("TQQQ"),
          "drawdown of 21 %: everything is being sold",
          Map.of("drawdown", "0.21"));

  @Test
  void anEventCarriesItsTypeSourceAndDetail() {
    List<PutEventsRequestEntry> entries = new ArrayList<>();
    publish(
        request -> {
          entries.addAll(request.entries());
          return PutEventsResponse.builder().failedEntryCount(0).build();
        });
    PutEventsRequestEntry entry = entries.getFirst();
    assertEquals("bus", entry.eventBusName());
    assertEquals("bellwether", entry.source());
    assertEquals("RiskBreached", entry.detailType());
    assertEquals(EVENT, EventJson.read(entry.detail()));
    assertThrows(IllegalArgumentException.class, () -> EventJson.read("{}"));
  }

  @Test
  void aFailureIsNotThePublishersConcern() {
    assertDoesNotThrow(
        () ->
            publish(
                request -> {
                  throw EventBridgeException.builder().message("down").build();
                }));
    assertDoesNotThrow(
        () ->
            publish(
                request ->
                    PutEventsResponse.builder()
                        .failedEntryCount(1)
                        .entries(PutEventsResultEntry.builder().errorCode("Throttled").build())
                        .build()));
  }

  private static void publish(Function<PutEventsRequest, PutEventsResponse> bus) {
    EventBridgeClient client =
        new EventBridgeClient() {
          @Override
          public PutEventsResponse putEvents(PutEventsRequest request) {
            return bus.apply(request);
          }

          @Override
          public String serviceName() {
            return SERVICE_NAME;
          }

          @Override
          public void close() {
            // Nothing is open.
          }
        };
    new EventBridgeEvents(client, "bus").publish(EVENT);
  }
}
