package io.bellwether.workbench.cloud;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequest;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResultEntry;

/**
 * An event bus that hands each event to every consumer at once, on the publisher's thread, as the
 * JSON that AWS sends. A consumer that throws is logged and stops nobody, as on AWS.
 */
public final class LocalEventBus implements EventBridgeClient {
  private static final Logger LOG = LoggerFactory.getLogger(LocalEventBus.class);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final InstantSource clock;
  private final AtomicLong count = new AtomicLong();
  private final List<Consumer<String>> consumers = new CopyOnWriteArrayList<>();

  public LocalEventBus(InstantSource clock) {
    this.clock = clock;
  }

  public void subscribe(Consumer<String> consumer) {
    consumers.add(consumer);
  }

  public void unsubscribe(Consumer<String> consumer) {
    consumers.remove(consumer);
  }

  @Override
  public PutEventsResponse putEvents(PutEventsRequest request) {
    List<PutEventsResultEntry> results = new ArrayList<>();
    int failed = 0;
    for (PutEventsRequestEntry entry : request.entries()) {
      String id = "event-" + count.incrementAndGet();
      try {
        deliver(envelope(id, entry));
        results.add(PutEventsResultEntry.builder().eventId(id).build());
      } catch (JsonProcessingException e) {
        failed++;
        results.add(
            PutEventsResultEntry.builder()
                .errorCode("MalformedDetail")
                .errorMessage("Detail is malformed.")
                .build());
      }
    }
    return PutEventsResponse.builder().entries(results).failedEntryCount(failed).build();
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {
    consumers.clear();
  }

  private void deliver(String event) {
    for (Consumer<String> consumer : consumers) {
      try {
        consumer.accept(event);
      } catch (RuntimeException e) {
        LOG.atError().setMessage("a consumer of an event failed").setCause(e).log();
      }
    }
  }

  private String envelope(String id, PutEventsRequestEntry entry) throws JsonProcessingException {
    JsonNode detail = JSON.readTree(entry.detail());
    if (!detail.isObject()) {
      throw new JsonParseException(null, "detail is no object");
    }
    Instant time = entry.time() == null ? clock.instant() : entry.time();
    ObjectNode event = JSON.createObjectNode();
    event.put("version", "0");
    event.put("id", id);
    event.put("detail-type", entry.detailType());
    event.put("source", entry.source());
    event.put("account", "000000000000");
    event.put("time", time.truncatedTo(ChronoUnit.SECONDS).toString());
    event.put("region", "us-east-1");
    event.putArray("resources");
    event.set("detail", detail);
    return event.toString();
  }
}
