package io.bellwether.workbench.cloud;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromBool;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromL;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromM;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromNul;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import io.bellwether.cloud.dynamo.Condition;
import io.bellwether.cloud.dynamo.ItemStore;
import io.bellwether.cloud.dynamo.ItemStore.Batch;
import io.bellwether.cloud.dynamo.ItemStore.Obstacle;
import io.bellwether.cloud.dynamo.ItemStore.Outcome;
import io.bellwether.cloud.dynamo.ItemStore.Page;
import io.bellwether.cloud.dynamo.ItemStore.Query;
import io.bellwether.cloud.dynamo.Key;
import io.bellwether.cloud.dynamo.Write;
import io.bellwether.trading.ledger.LedgerException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What every {@link ItemStore} answers, and what it refuses. */
abstract class ItemStoreKit {
  private static final Outcome WRITTEN = new Outcome.Written();
  private static final Obstacle NONE = new Obstacle.None();

  private String pk = "";

  /** The store under test; tests may share it. */
  abstract ItemStore store();

  @BeforeEach
  void nameTheTest(TestInfo test) {
    pk = test.getDisplayName();
  }

  private Map<String, AttributeValue> item(String sk, Map<String, AttributeValue> attributes) {
    Map<String, AttributeValue> item = new HashMap<>(attributes);
    item.putAll(new Key(pk, sk).attributes());
    return item;
  }

  private Map<String, AttributeValue> item(String sk, String text) {
    return item(sk, Map.of("t", fromS(text)));
  }

  private Write.Put put(Map<String, AttributeValue> item) {
    return put(item, new Condition.Anything());
  }

  private static Write.Put put(Map<String, AttributeValue> item, Condition condition) {
    return new Write.Put(Key.of(item), item, condition);
  }

  private void stored(Map<String, AttributeValue> item) {
    assertEquals(WRITTEN, store().put(put(item)));
  }

  private Optional<Map<String, AttributeValue>> found(String sk) {
    return store().get(new Key(pk, sk));
  }

  private static Outcome refused(Obstacle... obstacles) {
    return new Outcome.Refused(List.of(obstacles));
  }

  private static Condition.Has has(String name, AttributeValue value) {
    return new Condition.Has(Map.of(name, value));
  }

  // Items.

  @Test
  void everyKindOfAttributeComesBack() {
    Map<String, AttributeValue> item =
        item(
            "all",
            Map.of(
                "text", fromS("Grüße, 日本, 🙂"),
                "empty", fromS(""),
                "number", fromN("1234567890.0987654321"),
                "yes", fromBool(true),
                "nothing", fromNul(true),
                "list", fromL(List.of(fromS("a"), fromN("1"), fromL(List.of()))),
                "map", fromM(Map.of("token", fromS("reserved"), "in", fromM(Map.of())))));
    stored(item);
    assertEquals(Optional.of(item), found("all"));
    stored(item("all", "replaced"));
    assertEquals(Optional.of(item("all", "replaced")), found("all"));
    assertEquals(Optional.empty(), found("none"));
  }

  // Conditions.

  @Test
  void anItemIsStoredIfItsKeyIsFree() {
    Condition free = new Condition.Free();
    Map<String, AttributeValue> first = item("a", "first");
    assertEquals(WRITTEN, store().put(put(first, free)));
    assertEquals(refused(new Obstacle.Unmet(first)), store().put(put(item("a", "second"), free)));
    assertEquals(Optional.of(first), found("a"));
  }

  @Test
  void anItemIsStoredIfWhatIsThereHasTheAttributes() {
    Map<String, AttributeValue> one = Map.of("token", fromN("1"), "isOpen", fromBool(true));
    Map<String, AttributeValue> first = item("a", one);
    stored(first);
    Write.Put second = put(item("a", "second"), new Condition.Has(one));
    for (Condition unmet :
        List.of(
            has("token", fromN("2")),
            has("token", fromS("1")),
            has("other", fromN("1")),
            new Condition.Has(Map.of("token", fromN("1"), "isOpen", fromBool(false))))) {
      assertEquals(refused(new Obstacle.Unmet(first)), store().put(put(second.item(), unmet)));
    }
    assertEquals(WRITTEN, store().put(second));
    assertEquals(Optional.of(second.item()), found("a"));
    Write.Put nowhere = put(item("b", "second"), has("t", fromS("first")));
    assertEquals(refused(new Obstacle.Unmet(Map.of())), store().put(nowhere));
    assertEquals(Optional.empty(), found("b"));
  }

  @Test
  void numbersAreEqualIfTheirValuesAre() {
    stored(item("a", Map.of("n", fromN("10"))));
    assertEquals(WRITTEN, store().put(put(item("a", "next"), has("n", fromN("1E+1")))));
  }

  // Transactions.

  @Test
  void aTransactionIsMadeWhole() {
    stored(item("old", "there"));
    stored(item("checked", "there"));
    assertEquals(
        WRITTEN,
        store()
            .transact(
                List.of(
                    put(item("new", "made"), new Condition.Free()),
                    new Write.Removal(new Key(pk, "old")),
                    new Write.Removal(new Key(pk, "never")),
                    new Write.Check(new Key(pk, "checked"), has("t", fromS("there"))))));
    assertEquals(Optional.of(item("new", "made")), found("new"));
    assertEquals(Optional.empty(), found("old"));
    assertEquals(Optional.of(item("checked", "there")), found("checked"));
  }

  @Test
  void aTransactionOneOfWhoseWritesIsRefusedIsNotMadeAtAll() {
    Map<String, AttributeValue> there = item("there", "there");
    stored(there);
    Write.Put made = put(item("new", "made"), new Condition.Free());
    Write removal = new Write.Removal(Key.of(there));
    Write.Put taken = put(item("there", "again"), new Condition.Free());
    assertEquals(refused(NONE, new Obstacle.Unmet(there)), store().transact(List.of(made, taken)));
    Write.Check unmet = new Write.Check(new Key(pk, "none"), has("t", fromS("there")));
    assertEquals(
        refused(NONE, NONE, new Obstacle.Unmet(Map.of())),
        store().transact(List.of(removal, made, unmet)));
    Write.Check other = new Write.Check(Key.of(there), has("t", fromS("other")));
    assertEquals(
        refused(new Obstacle.Unmet(there), new Obstacle.Unmet(Map.of())),
        store().transact(List.of(other, unmet)));
    assertEquals(Optional.empty(), found("new"));
    assertEquals(Optional.of(there), found("there"));
  }

  // Queries.

  private List<String> sortKeys(Query query) {
    List<String> found = new ArrayList<>();
    Page page = store().query(query);
    while (true) {
      page.items().forEach(each -> found.add(Key.of(each).sk()));
      if (page.next().isEmpty()) {
        return found;
      }
      assertEquals(found.getLast(), page.next().get());
      page = store().query(query.after(page.next().get()));
    }
  }

  @Test
  void aPartitionIsOrderedByTheBytesOfItsSortKeys() {
    List<String> ordered =
        List.of("#", "0", "A", "A#", "AA", "a", "\u00e9", "\u65e5", "\ufb00", "\uff21", "🙂", "🙃");
    ordered.reversed().forEach(sk -> stored(item(sk, "x")));
    assertEquals(ordered, sortKeys(Query.all(pk)));
    assertEquals(ordered.reversed(), sortKeys(Query.all(pk).backwards()));
    assertEquals(List.of("A", "A#", "AA"), sortKeys(Query.between(pk, "A", "B")));
    assertEquals(List.of("A"), sortKeys(Query.between(pk, "A", "A")));
    assertEquals(List.of("\uff21", "🙂"), sortKeys(Query.between(pk, "\uff00", "🙂")));
    assertEquals(List.of("AA", "A#", "A"), sortKeys(Query.between(pk, "A", "B").backwards()));
    assertEquals(List.of(), sortKeys(Query.between(pk, "B", "C")));
    assertEquals(List.of(), sortKeys(Query.all(pk + "-none")));
  }

  @Test
  void aPageHasAsManyItemsAsAreWanted() {
    for (int i = 0; i < 7; i++) {
      stored(item("k" + i, "x"));
    }
    for (int limit = 1; limit <= 8; limit++) {
      Query query = Query.all(pk).limit(limit);
      assertEquals(Math.min(limit, 7), store().query(query).items().size());
      assertEquals(7, sortKeys(query).size());
      assertEquals(7, sortKeys(query.backwards()).size());
      assertEquals(3, sortKeys(Query.between(pk, "k2", "k4").limit(limit)).size());
    }
    assertEquals(
        Optional.of("k6"), store().query(Query.all(pk).limit(7)).next(), "it does not look");
    assertEquals(Optional.empty(), store().query(Query.all(pk).limit(8)).next());
  }

  @Test
  void aPageEndsAtAMegabyte() {
    for (int i = 0; i < 6; i++) {
      stored(item("k" + i, "x".repeat(300_000)));
    }
    assertEquals(4, store().query(Query.all(pk)).items().size());
    assertEquals(6, sortKeys(Query.all(pk)).size());
  }

  // Batches.

  @Test
  void aBatchHasWhatIsThere() {
    IntStream.range(0, 60).forEach(i -> stored(item("k" + i, "x")));
    List<Key> keys = IntStream.range(0, 100).mapToObj(i -> new Key(pk, "k" + i)).toList();
    Batch batch = store().batchGet(keys);
    assertEquals(List.of(), batch.unprocessed());
    assertEquals(
        keys.subList(0, 60).stream().map(Key::sk).sorted().toList(),
        batch.items().stream().map(found -> Key.of(found).sk()).sorted().toList());
  }

  @Test
  void aBatchThatIsTooLargeIsReadInParts() {
    IntStream.range(0, 45).forEach(i -> stored(item("k" + i, "x".repeat(400_000))));
    List<Key> left = IntStream.range(0, 45).mapToObj(i -> new Key(pk, "k" + i)).toList();
    int found = 0;
    int calls = 0;
    while (!left.isEmpty()) {
      Batch batch = store().batchGet(left);
      found += batch.items().size();
      left = batch.unprocessed();
      calls++;
    }
    assertEquals(45, found);
    assertEquals(2, calls);
  }

  // What is refused.

  @Test
  void anItemHasAtMost400Kilobytes() {
    int rest = pk.length() + "pk".length() + "sk".length() + "k".length() + "t".length();
    stored(item("k", "x".repeat(400 * 1024 - rest)));
    assertRefused(put(item("l", "x".repeat(400 * 1024 - rest + 1))));
    assertRefused(put(item("l", "ü".repeat(200 * 1024))));
    assertEquals(Optional.empty(), found("l"));
  }

  @Test
  void aKeyIsNeitherEmptyNorLong() {
    stored(item("k".repeat(1024), "x"));
    assertRefused(put(item("k".repeat(1025), "x")));
    assertRefused(put(item("🙂".repeat(257), "x")));
    assertRefused(put(item("", "x")));
    assertThrows(LedgerException.class, () -> store().get(new Key(pk, "")));
    assertThrows(LedgerException.class, () -> store().get(new Key("", "k")));
    assertThrows(LedgerException.class, () -> store().get(new Key("p".repeat(2049), "k")));
    assertTrue(store().get(new Key("p".repeat(2048), "k")).isEmpty());
  }

  private void assertRefused(Write.Put put) {
    assertThrows(LedgerException.class, () -> store().put(put));
    assertThrows(LedgerException.class, () -> refusedAsAPart(put));
  }

  /** A transaction may be refused as a whole, or for one of its parts. */
  private void refusedAsAPart(Write.Put put) {
    Outcome outcome = store().transact(List.of(put(item("part", "x")), put));
    if (outcome instanceof Outcome.Refused(List<Obstacle> obstacles)
        && obstacles.stream().anyMatch(Obstacle.Other.class::isInstance)) {
      throw new LedgerException("refused", new IllegalArgumentException());
    }
  }

  @Test
  void aTransactionHasAtMostAHundredWritesEachOfAnotherItem() {
    List<Write> writes = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      writes.add(put(item("k" + i, "x")));
    }
    assertEquals(WRITTEN, store().transact(writes));
    assertEquals(100, sortKeys(Query.all(pk)).size());
    writes.add(put(item("more", "x")));
    assertThrows(LedgerException.class, () -> store().transact(writes));
    Write.Removal removal = new Write.Removal(new Key(pk, "k0"));
    assertThrows(
        LedgerException.class, () -> store().transact(List.of(put(item("k0", "y")), removal)));
    assertEquals(Optional.of(item("k0", "x")), found("k0"));
    assertEquals(Optional.empty(), found("more"));
  }

  @Test
  void aBatchNamesAtMostAHundredKeysEachOnce() {
    List<Key> keys = IntStream.range(0, 101).mapToObj(i -> new Key(pk, "k" + i)).toList();
    assertThrows(LedgerException.class, () -> store().batchGet(keys));
    Key twice = keys.getFirst();
    assertThrows(LedgerException.class, () -> store().batchGet(List.of(twice, twice)));
  }

  @Test
  void boundsTheWrongWayRoundAreRefused() {
    assertThrows(LedgerException.class, () -> store().query(Query.between(pk, "b", "a")));
  }
}
