package io.bellwether.workbench.scenario.faults;

import static io.bellwether.workbench.scenario.faults.SignalRecords.attribute;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bellwether.cloud.SignalMessage;
import io.bellwether.cloud.lambda.InvocationRefusedException;
import io.bellwether.trading.Identifiers;
import io.bellwether.trading.order.Side;
import io.bellwether.trading.plan.Plan;
import io.bellwether.trading.signal.Signal;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sqs.model.Message;

/** Whatever is in the queue: nothing is traded on it, nothing is lost, and nobody waits for it. */
@Tag("integration")
@ExtendWith(SharedCloud.Parameter.class)
class HostileMessagesTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @Test
  void badMessagesAreBuriedWithTheirReasonAndTheGoodOneBehindThemIsExecuted(SharedCloud shared)
      throws JsonProcessingException {
    try (Story story = decided(shared)) {
      Signal signal = signal(story);
      String account = story.account();
      Map<String, String> malformed = malformed(signal);
      SignalRecords records = new SignalRecords();
      malformed.forEach((name, body) -> records.add(name, account, body));
      records.add("unknown", account, new SignalMessage("rsi2-none", account).json());
      records.add("other-group", account, new SignalMessage(signal.id(), "someone").json());
      records.add("good", signal);

      assertEquals(List.of(), records.deliver(story), "each is done with");
      assertEquals(1, bought(story), "the good one is executed");

      Map<String, Message> letters = SignalRecords.takeLetters(story);
      assertEquals(malformed.size() + 2, letters.size(), "none is lost: " + letters.keySet());
      assertEquals("UnknownSignal", attribute(letters.get("unknown"), "ErrorCode"));
      for (Map.Entry<String, String> bad : malformed.entrySet()) {
        Message letter = letters.get(bad.getKey());
        assertEquals("MalformedMessage", attribute(letter, "ErrorCode"), bad::getKey);
        assertFalse(attribute(letter, "ErrorMessage").isBlank(), bad::getKey);
        assertTrue(bad.getValue().startsWith(letter.body()), bad::getKey);
        assertEquals(
            !bad.getValue().equals(letter.body()),
            letter.messageAttributes().containsKey("BodyAltered"),
            bad::getKey);
      }
      assertTrue(attribute(letters.get("other-group"), "ErrorMessage").contains("someone"));
    }
  }

  private static Map<String, String> malformed(Signal signal) throws JsonProcessingException {
    String good = new SignalMessage(signal.id(), signal.account()).json();
    ObjectNode number = JSON.createObjectNode().put("signalId", 5);
    number.put("account", signal.account());
    ObjectNode control = (ObjectNode) JSON.readTree(good);
    control.put("signalId", signal.id() + "\u0007");
    Map<String, String> bodies = new LinkedHashMap<>();
    bodies.put("cut", good.substring(0, 30));
    bodies.put("array", "[" + good + "]");
    bodies.put("null", "null");
    bodies.put("text", "\"buy everything\"");
    bodies.put("order", "{\"symbol\":\"TQQQ\",\"side\":\"buy\",\"qty\":\"-100000\"}");
    bodies.put("number", number.toString());
    bodies.put("control", control.toString());
    bodies.put("twice", good.replace("}", ",\"signalId\":\"another\"}"));
    bodies.put("trailing", good + good);
    bodies.put("nested", "{\"signalId\":".repeat(300));
    bodies.put("long", good.replace("}", ",\"note\":\"" + "x".repeat(5_000) + "\"}"));
    bodies.put("largest", "é".repeat(131_072));
    return bodies;
  }

  @Test
  void aMessageOfAnAccountNobodyOwnsWaitsAloneAndIsBuriedOnItsLastDelivery(SharedCloud shared) {
    try (Story story = decided(shared)) {
      String body = new SignalMessage("rsi2-none", "nobody").json();
      List<String> left =
          new SignalRecords()
              .add("first", "nobody", body)
              .add("second", "nobody", body)
              .add("good", signal(story))
              .deliver(story);
      assertEquals(List.of("first", "second"), left, "a strategy may be about to be enabled");
      assertEquals(1, bought(story), "the other account does not wait");

      assertEquals(List.of(), new SignalRecords().add("first", "nobody", 5, body).deliver(story));
      Message letter = SignalRecords.takeLetters(story).get("first");
      assertEquals("RetriesExhausted", attribute(letter, "ErrorCode"));
      assertTrue(attribute(letter, "ErrorMessage").contains("no enabled strategy owns account"));
    }
  }

  @Test
  void signalsThatAreNotTheAccountsOwnAreRefused(SharedCloud shared) {
    try (Story story = decided(shared)) {
      Signal real = signal(story);
      Instant bar = real.bar();
      Duration year = Duration.ofDays(365);
      Map<String, Signal> forged = new LinkedHashMap<>();
      forged.put("by-hand", like(real, "by-hand", real.account(), real.strategy(), bar));
      forged.put(
          "other-stage",
          like(
              real,
              Identifiers.signal("prod", real.account(), real.strategy(), Story.SYMBOL, bar),
              real.account(),
              real.strategy(),
              bar));
      forged.put(
          "other-strategy", like(real, "other-strategy", real.account(), "ema-crossover", bar));
      forged.put("other-account", like(real, "other-account-of", "someone", real.strategy(), bar));
      String later =
          Identifiers.signal(
              "replay", real.account(), real.strategy(), Story.SYMBOL, bar.minus(year));
      forged.put(
          "valid-for-a-year", like(real, later, real.account(), real.strategy(), bar.minus(year)));
      SignalRecords records = new SignalRecords();
      forged.forEach(
          (name, signal) -> {
            assertTrue(story.ledger().signals().create(signal));
            records.add(
                name, story.account(), new SignalMessage(signal.id(), story.account()).json());
          });

      assertEquals(List.of(), records.deliver(story));
      story.minutes(2);

      assertTrue(story.exchange().orders().isEmpty());
      Map<String, Message> letters = SignalRecords.takeLetters(story);
      assertEquals(forged.keySet(), letters.keySet());
      letters.forEach(
          (name, letter) -> assertEquals("RefusedSignal", attribute(letter, "ErrorCode"), name));
    }
  }

  @Test
  void aMessageSentAgainAfterItsTimeBuysNothing(SharedCloud shared) {
    try (Story story = decided(shared)) {
      story.to("15:59");
      assertEquals(
          List.of(), new SignalRecords().add("late", signal(story)).deliver(story), "taken over");
      story.minutes(5);

      assertTrue(story.exchange().orders().isEmpty());
      Plan plan = story.ledger().plans().find(signal(story).id()).orElseThrow();
      assertFalse(plan.open());
    }
  }

  @Test
  void anOlderDecisionDoesNotUndoALaterOne(SharedCloud shared) {
    try (Story story = decided(shared)) {
      Signal entry = signal(story);
      story.to("11:30");
      story.functions().signals(JSON.createObjectNode().put("strategy", "rsi2"));
      Signal exit = signal(story);
      assertTrue(exit.bar().isAfter(entry.bar()));

      // The exit first, which finds nothing; then the entry out of the dead letters, still valid.
      assertEquals(List.of(), new SignalRecords().add("exit", exit).deliver(story));
      assertEquals(List.of(), new SignalRecords().add("entry", entry).deliver(story));
      story.minutes(3);

      assertTrue(story.exchange().orders().isEmpty());
      Plan plan = story.ledger().plans().find(entry.id()).orElseThrow();
      assertTrue(plan.planned() && !plan.open() && plan.steps().isEmpty(), plan::toString);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"Records\": {}}",
        "{\"Records\": \"[]\"}",
        "{\"Records\": null}",
        "{\"Records\": [\"a message\"]}",
        "{\"Records\": [{\"messageId\": 7, \"body\": \"{}\"}]}",
        "{\"Records\": [{\"messageId\": \"a\", \"body\": {\"signalId\": \"x\"}}]}",
        "{\"Records\": [{\"messageId\": \"a\"}]}",
        "{\"Records\": [[[[[{\"action\": \"enable\"}]]]]]}",
        "{\"Records\": [], \"action\": \"enable\"}",
        "{\"action\": 5}",
        "{\"action\": [\"kill\"]}",
        "{\"action\": \"buy\", \"reason\": \"\"}",
        "{\"action\": \"enable\", \"account\": {}}",
        "{\"action\": \"enable\", \"account\": null}",
        "{\"action\": \"enable\", \"account\": \" \"}",
        "{\"action\": \"enable\", \"acount\": \"a\"}",
        "{\"action\": \"kill\", \"reason\": 5}",
        "{\"action\": \"kill\"}",
        "{}"
      })
  void anEventInTheWrongShapeIsRefusedAsAWhole(String event, SharedCloud shared)
      throws JsonProcessingException {
    try (Story story = decided(shared)) {
      ObjectNode payload = (ObjectNode) JSON.readTree(event);
      assertThrows(InvocationRefusedException.class, () -> story.functions().execution(payload));
      assertTrue(story.exchange().orders().isEmpty());
      assertFalse(story.ledger().risk().of(story.account()).killed());
    }
  }

  /** A story in which a decision to buy was stored, and its message is in no queue. */
  static Story decided(SharedCloud shared) {
    Story story = Story.rsi2(shared).bars(Prices.IN_AND_OUT).begin();
    SignalRecords.takeLetters(story);
    story.to("10:30");
    story.functions().signals(JSON.createObjectNode().put("strategy", "rsi2"));
    String queue = story.cloud().signalQueueUrl();
    story.cloud().sqsClient().purgeQueue(request -> request.queueUrl(queue));
    return story;
  }

  /** How many orders to buy the exchange has seen; a filled one is followed by its stop. */
  static long bought(Story story) {
    return story.exchange().orders().stream().filter(order -> order.side() == Side.BUY).count();
  }

  /** The latest decision. */
  static Signal signal(Story story) {
    return story.ledger().signals().latest(story.account(), "rsi2").orElseThrow();
  }

  private static Signal like(Signal real, String id, String account, String strategy, Instant bar) {
    return new Signal(
        id,
        account,
        strategy,
        real.version(),
        real.timeframe(),
        bar,
        real.decidedAt(),
        real.submitFrom(),
        real.validUntil(),
        false,
        real.targets(),
        real.closes(),
        true);
  }
}
