package io.bellwether.workbench.simulate;

import com.fasterxml.jackson.databind.JsonNode;
import io.bellwether.trading.Identifiers;
import io.bellwether.workbench.exchange.ExchangeFill;
import io.bellwether.workbench.exchange.SimulatedExchange;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * People are told of every fill, and of everything that happens once no more than once. An alert
 * may come twice only where a delivery failed half-way, the topic has it and nobody knows; or where
 * the store failed, for then people are told twice rather than never.
 */
final class AlertInvariants {
  private final SimulatedExchange exchange;
  private final Verdicts verdicts;
  private final Map<String, Integer> told = new HashMap<>();
  private final Set<String> excused = new HashSet<>();
  private final Set<String> undeliverable = new HashSet<>();
  private int checked;

  AlertInvariants(SimulatedExchange exchange, Verdicts verdicts) {
    this.exchange = exchange;
    this.verdicts = verdicts;
  }

  /** What an event is about, the same however often it is published. */
  static String subject(JsonNode event) {
    JsonNode detail = event.path("detail");
    String occurrence = detail.path("occurrence").asText("");
    if (occurrence.isEmpty()) {
      return event.path("id").asText();
    }
    // What is found again after it was settled is found at another time.
    return occurrence.startsWith("finding-") || occurrence.startsWith("adopted-")
        ? occurrence + " of " + detail.path("time").asText()
        : occurrence;
  }

  /** The topic took a message about an event. */
  void told(String subject) {
    told.merge(subject, 1, Integer::sum);
  }

  /**
   * A delivery of the event is over.
   *
   * @param plain whether it was answered, and the store failed nowhere on the way
   */
  void delivered(String subject, boolean plain) {
    if (!plain) {
      excused.add(subject);
    }
    int times = told.getOrDefault(subject, 0);
    if (times > 1 && !excused.contains(subject)) {
      verdicts.broken("alerts go out once", times + " times: " + subject);
    }
  }

  /** The event was given up after its last try, and is with the dead letters. */
  void givenUp(String subject) {
    undeliverable.add(subject);
  }

  /** At the end of a calm day. */
  void check() {
    var fills = exchange.fills();
    for (; checked < fills.size(); checked++) {
      ExchangeFill fill = fills.get(checked);
      String subject = "fill-" + fill.id();
      if (Identifiers.isOurs(fill.clientOrderId())
          && !told.containsKey(subject)
          && !undeliverable.contains(subject)) {
        verdicts.broken("every fill is told", "nobody was told of " + fill);
      }
    }
  }
}
