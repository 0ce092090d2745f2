package io.bellwether.workbench.cloud;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bellwether.cloud.dynamo.AttemptTokens;
import io.bellwether.cloud.dynamo.DynamoItemStore;
import io.bellwether.cloud.dynamo.DynamoLedger;
import io.bellwether.cloud.dynamo.Key;
import io.bellwether.trading.ledger.Ledger;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The same random calls of the ledger, the same failures below it, on DynamoDB Local and on the
 * store in memory: the same answers, and the same items in the end.
 */
final class StoresAgreeTest {
  private static final long SEED = Long.getLong("bellwether.seed", 20_261_121L);
  private static final String TABLE = "agree";
  private static final int CALLS = 600;

  @Test
  void theSameCallsHaveTheSameAnswersAndLeaveTheSameItems() {
    System.out.println("seed " + SEED);
    try (LocalDynamo dynamo = LocalDynamo.start(TABLE)) {
      MemoryItemStore memory = new MemoryItemStore("memory");
      DynamoItemStore local = new DynamoItemStore(dynamo.client(), TABLE);
      Ledger inMemory =
          new DynamoLedger(new UnreliableItemStore(memory, SEED), AttemptTokens.of("agree"));
      Ledger inDynamo =
          new DynamoLedger(new UnreliableItemStore(local, SEED), AttemptTokens.of("agree"));
      RandomCalls calls = new RandomCalls(SEED);
      Map<String, Integer> answers = new TreeMap<>();
      for (int i = 0; i < CALLS; i++) {
        RandomCalls.Call call = calls.next();
        Object answer = call.answerOf(inMemory);
        assertEquals(answer, call.answerOf(inDynamo), "call " + i + ": " + call.name());
        calls.learn(answer);
        answers.merge(call.name() + " " + RandomCalls.kind(answer), 1, Integer::sum);
      }
      assertEquals(
          dynamo.client().scanPaginator(scan -> scan.tableName(TABLE)).items().stream()
              .sorted(
                  Comparator.comparing((Map<String, AttributeValue> item) -> Key.of(item).pk())
                      .thenComparing(item -> Key.of(item).sk()))
              .map(StoresAgreeTest::plain)
              .toList(),
          memory.items().stream().map(StoresAgreeTest::plain).toList());
      for (String kind :
          List.of("LedgerException", "ConcurrentUpdateException", "LeaseLostException", "false")) {
        assertTrue(
            answers.keySet().stream().anyMatch(each -> each.endsWith(kind)),
            () -> "no call was answered with " + kind + ": " + answers);
      }
    }
  }

  /** An item with its numbers as values, in which the stores write them differently. */
  private static Map<String, Object> plain(Map<String, AttributeValue> item) {
    Map<String, Object> plain = new HashMap<>();
    item.forEach((name, value) -> plain.put(name, plain(value)));
    return plain;
  }

  private static Object plain(AttributeValue value) {
    return switch (value.type()) {
      case N -> new BigDecimal(value.n()).stripTrailingZeros();
      case M -> plain(value.m());
      case L -> value.l().stream().map(StoresAgreeTest::plain).toList();
      default -> value;
    };
  }
}
