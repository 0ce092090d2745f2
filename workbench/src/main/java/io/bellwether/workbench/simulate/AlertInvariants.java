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
 * may come twice only where something went wrong in a delivery: the topic may have it, and nobody
 * knows, so people are told again rather than never.
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
    String occurrence = event.path("detail").path("occurrence").asText("");
    return occurrence.isEmpty() ? event.path("id").asText() : occurrence;
  }

  /**
   * The topic took a message about an event.
   *
   * @param disturbed whether something went wrong in this delivery before: who cannot tell whether
   *     people know tells them
   */
  void told(String subject, boolean disturbed) {
    int times = told.merge(subject, 1, Integer::sum);
    if (disturbed) {
      excused.add(subject);
    }
    if (times > 1 && !excused.contains(subject)) {
      verdicts.broken("alerts go out once", times + " times: " + subject);
    }
  }

  /** A delivery of the event failed, perhaps after the topic had taken its message. */
  void failed(String subject) {
    excused.add(subject);
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
