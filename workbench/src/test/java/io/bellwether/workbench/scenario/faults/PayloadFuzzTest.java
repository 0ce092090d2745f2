package io.bellwether.workbench.scenario.faults;

import static io.bellwether.workbench.scenario.faults.HostileMessagesTest.bought;
import static io.bellwether.workbench.scenario.faults.HostileMessagesTest.decided;
import static io.bellwether.workbench.scenario.faults.HostileMessagesTest.signal;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bellwether.cloud.MalformedMessageException;
import io.bellwether.cloud.SignalMessage;
import io.bellwether.cloud.lambda.InvocationRefusedException;
import io.bellwether.trading.Identifiers;
import io.bellwether.trading.order.Side;
import io.bellwether.workbench.exchange.ExchangeOrder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.sqs.model.Message;

/**
 * Real payloads, changed at random: the one order that was decided on is placed at most once and
 * nothing else, an event is answered or refused, and every message is in one place.
 */
@Tag("integration")
@ExtendWith(SharedCloud.Parameter.class)
class PayloadFuzzTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final long SEED = 20_261_121;
  private static final int EVENTS = 250;

  private int refused;
  private int buried;

  @Test
  void noChangedPayloadTradesOrFailsOrLosesAMessage(SharedCloud shared) {
    System.out.println("seed " + SEED + ": changed payloads of execution");
    SplittableRandom random = new SplittableRandom(SEED);
    JsonMutations mutations = new JsonMutations(SEED);
    try (Story story = decided(shared)) {
      for (int i = 0; i < EVENTS; i++) {
        ObjectNode event =
            mutations.of(
                random.nextInt(3) > 0 ? batch(story, i, mutations) : command(story, random));
        handle(story, event);
        assertOnlyTheDecidedOrder(story, event);
      }
      assertTrue(refused > EVENTS / 10 && buried > EVENTS / 10, () -> refused + ", " + buried);
      assertEquals(1, bought(story), "some were what they had been");
    }
  }

  private void handle(Story story, ObjectNode event) {
    Set<String> kept = new HashSet<>();
    try {
      JsonNode answer = story.functions().execution(event);
      kept.addAll(answer.path("batchItemFailures").findValuesAsText("itemIdentifier"));
    } catch (InvocationRefusedException e) {
      // As a whole: who sent it is told, and nothing of it is done.
      refused++;
      return;
    }
    Map<String, Message> letters = SignalRecords.takeLetters(story);
    buried += letters.size();
    for (JsonNode record : event.path("Records")) {
      String id = record.path("messageId").asText();
      assertTrue(
          kept.contains(id) || letters.containsKey(id) || isTheDecision(story, record),
          () -> "lost: " + record + " of " + event);
    }
  }

  private static boolean isTheDecision(Story story, JsonNode record) {
    try {
      SignalMessage message = SignalMessage.parse(record.path("body").asText());
      return message.signalId().equals(signal(story).id())
          && message.account().equals(story.account());
    } catch (MalformedMessageException e) {
      return false;
    }
  }

  private static void assertOnlyTheDecidedOrder(Story story, ObjectNode event) {
    List<String> bought =
        story.exchange().orders().stream()
            .filter(order -> order.side() == Side.BUY)
            .map(ExchangeOrder::clientOrderId)
            .toList();
    String decided = Identifiers.clientOrder(signal(story).id(), Story.SYMBOL + "-entry", 0);
    assertTrue(
        bought.isEmpty() || bought.equals(List.of(decided)), () -> bought + " after " + event);
  }

  private static ObjectNode batch(Story story, int number, JsonMutations mutations) {
    String good = new SignalMessage(signal(story).id(), story.account()).json();
    return new SignalRecords()
        .add("m-" + number + "-a", story.account(), mutations.of(good))
        .add("m-" + number + "-b", story.account(), good)
        .add("m-" + number + "-c", "nobody", 5, mutations.of(good))
        .batch();
  }

  private static ObjectNode command(Story story, SplittableRandom random) {
    List<String> actions = new ArrayList<>(List.of("follow-up", "kill", "enable", "status"));
    ObjectNode command =
        JSON.createObjectNode().put("action", actions.get(random.nextInt(actions.size())));
    return command.put("reason", "a test").put("account", story.account());
  }
}
