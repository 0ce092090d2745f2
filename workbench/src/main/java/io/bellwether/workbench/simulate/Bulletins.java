package io.bellwether.workbench.simulate;

import io.bellwether.workbench.cloud.LocalEventBus;
import io.bellwether.workbench.replay.VirtualClock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequest;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.PublishRequest;
import software.amazon.awssdk.services.sns.model.PublishResponse;

/** The bus that events are published on, and the topic that people are told through. */
final class Bulletins {
  /** An event on its way to the notifications, as JSON. */
  record Event(String json, int attempt) {}

  private final Processes processes;
  private final LocalEventBus bus;
  private final Deque<Event> undelivered = new ArrayDeque<>();
  private final List<PublishRequest> told = new ArrayList<>();
  private Runnable onTold = () -> {};

  Bulletins(VirtualClock clock, Processes processes) {
    this.processes = processes;
    this.bus = new LocalEventBus(clock);
    bus.subscribe(json -> undelivered.add(new Event(json, 0)));
  }

  Deque<Event> undelivered() {
    return undelivered;
  }

  /** What is to be done when the topic has taken a message. */
  void onTold(Runnable action) {
    onTold = action;
  }

  /** What people were told, in order. */
  List<PublishRequest> told() {
    return told;
  }

  EventBridgeClient bus() {
    return new EventBridgeClient() {
      @Override
      public PutEventsResponse putEvents(PutEventsRequest request) {
        Optional<FaultKind> fault = processes.enter(Step.PUBLISH_EVENT);
        failBefore(fault);
        PutEventsResponse response = bus.putEvents(request);
        failAfter(fault);
        processes.leave(fault);
        return response;
      }

      @Override
      public String serviceName() {
        return EventBridgeClient.SERVICE_NAME;
      }

      @Override
      public void close() {
        bus.close();
      }
    };
  }

  SnsClient topic() {
    return new SnsClient() {
      @Override
      public PublishResponse publish(PublishRequest request) {
        Optional<FaultKind> fault = processes.enter(Step.PUBLISH_MESSAGE);
        failBefore(fault);
        told.add(request);
        onTold.run();
        failAfter(fault);
        processes.leave(fault);
        return PublishResponse.builder().messageId("message-" + told.size()).build();
      }

      @Override
      public String serviceName() {
        return SnsClient.SERVICE_NAME;
      }

      @Override
      public void close() {
        told.clear();
      }
    };
  }

  private static void failBefore(Optional<FaultKind> fault) {
    if (fault.equals(Optional.of(FaultKind.SEND_FAILS))) {
      throw SdkClientException.create("out of reach");
    }
  }

  private static void failAfter(Optional<FaultKind> fault) {
    if (fault.equals(Optional.of(FaultKind.SEND_ANSWER_LOST))) {
      throw SdkClientException.create("no answer");
    }
  }
}
