package io.bellwether.workbench.scenario.faults;

import static io.bellwether.workbench.scenario.faults.HostileMessagesTest.bought;
import static io.bellwether.workbench.scenario.faults.HostileMessagesTest.decided;
import static io.bellwether.workbench.scenario.faults.HostileMessagesTest.signal;
import static io.bellwether.workbench.scenario.faults.SignalRecords.attribute;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromBool;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromL;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromM;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromNul;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bellwether.trading.event.TradingEvent;
import io.bellwether.trading.execution.SignalIntake;
import io.bellwether.trading.signal.Signal;
import io.bellwether.workbench.cloud.EmbeddedCloud;
import io.bellwether.workbench.exchange.Fault.Effect;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.sqs.model.Message;

/**
 * An item of the ledger that somebody changed by hand: its account stands still, people are told
 * which item and once, and after the repair everything goes on.
 */
@Tag("integration")
@ExtendWith(SharedCloud.Parameter.class)
class DamagedItemsTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String RECORD = "RECORD";

  /** A change of one attribute, by what it is called in the table of cases. */
  private interface Damage extends UnaryOperator<Map<String, AttributeValue>> {}

  @Test
  void aDamagedSignalIsBuriedAndExecutedAfterTheRepair(SharedCloud shared) {
    try (Story story = decided(shared)) {
      Signal signal = signal(story);
      String key = "SIGNAL#" + signal.id();
      Map<String, AttributeValue> sound = item(story, key, RECORD);
      cases(
              "targets",
              "closes",
              "bar",
              "submitFrom",
              "validUntil",
              "reducingOnly",
              "version",
              "timeframe")
          .forEach(
              (name, damage) -> {
                put(story, damage.apply(new HashMap<>(sound)));
                String id = name.replace(' ', '-');
                SignalRecords records = new SignalRecords().add(id, signal);
                assertEquals(List.of(), records.deliver(story), name);
                Message letter = SignalRecords.takeLetters(story).get(id);
                assertEquals("DamagedItem", attribute(letter, "ErrorCode"), name);
                assertTrue(attribute(letter, "ErrorMessage").contains(key), name);
              });
      assertEquals(0, bought(story));
      assertEquals(Set.of(key + " / " + RECORD), toldOf(story));

      put(story, sound);
      assertEquals(List.of(), new SignalRecords().add("repaired", signal).deliver(story));
      assertEquals(1, bought(story));
    }
  }

  @Test
  void aDamagedPlanStopsItsAccountUntilItIsRepaired(SharedCloud shared) {
    try (Story story = decided(shared)) {
      new SignalIntake(story.ledger(), story.clock()).take(signal(story).id());
      assertStandsStill(
          story,
          "PLAN#" + signal(story).id(),
          cases("submitFrom", "validUntil", "planned", "steps", "open", "createdAt"));
      story.minutes(1);
      assertEquals(1, bought(story), "and goes on after the repair");
    }
  }

  @Test
  void aDamagedOrderIsNotSentAgain(SharedCloud shared) {
    try (Story story = decided(shared)) {
      story.faults().next(1, FaultScript::placesOrder, new Effect.Disconnect(false));
      new SignalRecords().add("message", signal(story)).deliver(story);
      String id = story.ledgerOrders().getFirst().clientOrderId();
      Map<String, Damage> damages =
          cases("terms", "purpose", "status", "filledQuantity", "createdAt", "updatedAt");
      damages.put("negative quantity", terms("quantity", fromS("-913")));
      damages.put("no quantity", terms("quantity", fromS("all of it")));
      damages.put("endless quantity", terms("quantity", fromS("1E+999999999")));
      damages.put("control characters", terms("symbol", fromS("TQ\u0007QQ")));
      damages.put("unknown side", terms("side", fromS("DOUBLE")));
      damages.put("a number for a side", terms("side", fromN("0")));
      damages.put("a limit without a price", terms("type", fromS("LIMIT")));
      assertStandsStill(story, "ORDER#" + id, damages);
      story.minutes(2);
      assertEquals(1, bought(story), "sent again under its own id");
    }
  }

  @Test
  void anIntentThatNoSignalGaveIsNotSent(SharedCloud shared) {
    try (Story story = decided(shared)) {
      story.faults().next(1, FaultScript::placesOrder, new Effect.Disconnect(false));
      new SignalRecords().add("message", signal(story)).deliver(story);
      String id = story.ledgerOrders().getFirst().clientOrderId();
      Map<String, AttributeValue> forged = new HashMap<>(item(story, "ORDER#" + id, RECORD));
      forged.put("pk", fromS("ORDER#bw-forged"));
      forged.put("clientOrderId", fromS("bw-forged"));
      put(story, forged);
      String open = "ACCOUNT#" + story.account() + "#OPEN-ORDERS";
      Map<String, AttributeValue> pointer = new HashMap<>();
      pointer.put("pk", fromS(open));
      pointer.put("sk", fromS("2000-01-01T00:00:00.000000000Z#bw-forged"));
      pointer.put("targetPk", fromS("ORDER#bw-forged"));
      pointer.put("targetSk", fromS(RECORD));
      pointer.put("label", fromS(""));
      put(story, pointer);

      story.clock().of(Duration.ofMinutes(1));
      assertEquals("order bw-forged", damagedItem(story));
      assertEquals(0, bought(story));

      client(story)
          .deleteItem(
              r ->
                  r.tableName(EmbeddedCloud.TABLE)
                      .key(Map.of("pk", pointer.get("pk"), "sk", pointer.get("sk"))));
      story.minutes(2);
      assertEquals(1, bought(story), "the real one is sent");
    }
  }

  @Test
  void aDamagedHoldingStopsItsAccount(SharedCloud shared) {
    try (Story story = decided(shared)) {
      new SignalRecords().add("message", signal(story)).deliver(story);
      story.minutes(2);
      int before = story.exchange().orders().size();
      String account = "ACCOUNT#" + story.account();
      Map<String, AttributeValue> holding = item(story, account + "#HOLDINGS", Story.SYMBOL);
      Map<String, Damage> damages = cases("quantity", "averagePrice", "direction", "entryTime");
      damages.put("negative", replaced("quantity", fromS("-1")));
      damages.put("half a stop", replaced("stopLoss", fromM(Map.of("fraction", fromN("2")))));
      damages.forEach(
          (name, damage) -> {
            put(story, damage.apply(new HashMap<>(holding)));
            assertEquals(account + "#HOLDINGS / " + Story.SYMBOL, damagedItem(story), name);
          });
      put(story, holding);
      assertEquals(before, story.exchange().orders().size());
      assertEquals("", damagedItem(story));
    }
  }

  /** A kill that cannot be read is no permission; what reduces exposure does not ask for it. */
  @Test
  void aDamagedRiskStateLetsNoEntryOut(SharedCloud shared) {
    Map<String, Damage> damages =
        Map.of(
            "killed missing", item -> without(item, "killed"),
            "killed an empty text", replaced("killed", fromS("")),
            "disabled 0", replaced("disabled", fromN("0")),
            "of the future", replaced("schema", fromN("2")));
    damages.forEach(
        (name, damage) -> {
          try (Story story = decided(shared)) {
            ObjectNode kill = JSON.createObjectNode().put("action", "kill").put("reason", name);
            story.functions().execution(kill);
            String key = "ACCOUNT#" + story.account() + "#RISK";
            put(story, damage.apply(new HashMap<>(item(story, key, RECORD))));
            new SignalIntake(story.ledger(), story.clock()).take(signal(story).id());
            story.minutes(2);
            assertEquals(0, bought(story), name);
            assertTrue(
                story.events().stream().anyMatch(event -> event.message().contains(key)),
                () -> name + ": " + story.events());
          }
        });
  }

  @Test
  void anotherAccountsWorkIsNotDone(SharedCloud shared) {
    try (Story story = decided(shared)) {
      new SignalIntake(story.ledger(), story.clock()).take(signal(story).id());
      assertStandsStill(
          story,
          "PLAN#" + signal(story).id(),
          Map.of(
              "another account", replaced("account", fromS("someone")),
              "another signal", replaced("signalId", fromS("rsi2-none"))));
    }
  }

  /**
   * Every follow-up leaves the account as it is, and names the item; people are told of it once.
   */
  private static void assertStandsStill(Story story, String pk, Map<String, Damage> damages) {
    Map<String, AttributeValue> sound = item(story, pk, RECORD);
    damages.forEach(
        (name, damage) -> {
          put(story, damage.apply(new HashMap<>(sound)));
          assertEquals(pk + " / " + RECORD, damagedItem(story), name);
          assertEquals(0, bought(story), name);
        });
    assertEquals(Set.of(pk + " / " + RECORD), toldOf(story));
    assertEquals(1, occurrences(story), "the same however often it is met");
    put(story, sound);
    story.clock().of(Duration.ofMinutes(1));
  }

  /** The item that a follow-up stopped at; empty if at none. */
  private static String damagedItem(Story story) {
    JsonNode answer =
        story.functions().execution(JSON.createObjectNode().put("action", "follow-up"));
    return answer.at("/accounts/0/damaged").asText();
  }

  private static Set<String> toldOf(Story story) {
    return failures(story).stream()
        .map(event -> event.details().getOrDefault("item", ""))
        .collect(Collectors.toSet());
  }

  private static long occurrences(Story story) {
    return failures(story).stream()
        .map(event -> event.occurrence() + "@" + event.time())
        .distinct()
        .count();
  }

  private static List<TradingEvent> failures(Story story) {
    return story.events().stream()
        .filter(event -> event.type() == TradingEvent.Type.FAILURE)
        .toList();
  }

  /** Each of some attributes missing, empty, null, of another type; and a layout of the future. */
  private static Map<String, Damage> cases(String... attributes) {
    Map<String, Damage> cases = new LinkedHashMap<>();
    for (String attribute : attributes) {
      cases.put(attribute + " missing", item -> without(item, attribute));
      cases.put(attribute + " null", replaced(attribute, fromNul(true)));
      cases.put(attribute + " a list", replaced(attribute, fromL(List.of(fromBool(true)))));
    }
    cases.put("schema of the future", replaced("schema", fromN("2")));
    cases.put("schema no number", replaced("schema", fromS("one")));
    return cases;
  }

  private static Map<String, AttributeValue> without(
      Map<String, AttributeValue> item, String attribute) {
    item.remove(attribute);
    return item;
  }

  private static Damage replaced(String attribute, AttributeValue value) {
    return item -> {
      item.put(attribute, value);
      return item;
    };
  }

  private static Damage terms(String attribute, AttributeValue value) {
    return item -> {
      Map<String, AttributeValue> terms = new HashMap<>(item.get("terms").m());
      terms.put(attribute, value);
      item.put("terms", fromM(terms));
      return item;
    };
  }

  private static Map<String, AttributeValue> item(Story story, String pk, String sk) {
    return client(story)
        .getItem(
            r -> r.tableName(EmbeddedCloud.TABLE).key(Map.of("pk", fromS(pk), "sk", fromS(sk))))
        .item();
  }

  private static void put(Story story, Map<String, AttributeValue> item) {
    client(story).putItem(r -> r.tableName(EmbeddedCloud.TABLE).item(item));
  }

  private static DynamoDbClient client(Story story) {
    return story.cloud().dynamoClient();
  }
}
