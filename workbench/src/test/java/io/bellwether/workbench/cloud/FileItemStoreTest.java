package io.bellwether.workbench.cloud;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import io.bellwether.cloud.dynamo.AttemptTokens;
import io.bellwether.cloud.dynamo.Condition;
import io.bellwether.cloud.dynamo.DynamoLedger;
import io.bellwether.cloud.dynamo.ItemStore;
import io.bellwether.cloud.dynamo.Key;
import io.bellwether.cloud.dynamo.Write;
import io.bellwether.trading.ledger.LedgerException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The kit against the store on disk, and what becomes of it from one process to the next. */
final class FileItemStoreTest extends ItemStoreKit {
  private static final long SEED = Long.getLong("bellwether.seed", 20_261_122L);

  @TempDir private Path folder;
  private Path file = Path.of("");
  private FileItemStore store;

  @SuppressWarnings("NullAway.Init") // The field is set before each test.
  FileItemStoreTest() {}

  @BeforeEach
  void open() throws IOException {
    file = folder.resolve("items.jsonl");
    store = FileItemStore.open(file);
  }

  @AfterEach
  void close() throws IOException {
    store.close();
  }

  private void reopen() throws IOException {
    close();
    open();
  }

  @Override
  ItemStore store() {
    return store;
  }

  private static Write.Put put(String sk, String text) {
    Map<String, AttributeValue> item = new HashMap<>(new Key("p", sk).attributes());
    item.put("t", fromS(text));
    return new Write.Put(Key.of(item), item, new Condition.Anything());
  }

  private Optional<String> text(String sk) {
    return store.get(new Key("p", sk)).map(item -> item.get("t").s());
  }

  /** The same calls, interrupted now and then, leave what they leave in memory. */
  @Test
  void whatWasWrittenIsThereWhenItIsOpenedAgain() throws IOException {
    System.out.println("seed " + SEED);
    MemoryItemStore memory = new MemoryItemStore("memory");
    DynamoLedger inMemory =
        new DynamoLedger(new UnreliableItemStore(memory, SEED), AttemptTokens.of("same"));
    RandomCalls calls = new RandomCalls(SEED);
    DynamoLedger onDisk =
        new DynamoLedger(new UnreliableItemStore(new Reopened(), SEED), AttemptTokens.of("same"));
    for (int i = 0; i < 400; i++) {
      RandomCalls.Call call = calls.next();
      Object answer = call.answerOf(inMemory);
      assertEquals(answer, call.answerOf(onDisk), "call " + i + ": " + call.name());
      calls.learn(answer);
      if (i % 50 == 49) {
        reopen();
      }
    }
    assertEquals(memory.items(), store.items());
    assertTrue(memory.items().size() > 40, () -> "only " + memory.items().size() + " items");
  }

  /** Killed at any byte of its last write, it is as it was before that, and can be written to. */
  @Test
  void aTornLastWriteIsDropped() throws IOException {
    store.put(put("a", "first"));
    byte[] before = Files.readAllBytes(file);
    store.transact(List.of(put("b", "Grüße\nof two lines"), put("a", "second")));
    byte[] whole = Files.readAllBytes(file);
    for (int length = before.length; length < whole.length; length++) {
      Files.write(file, Arrays.copyOf(whole, length));
      reopen();
      assertEquals(Optional.of("first"), text("a"));
      assertEquals(Optional.empty(), text("b"));
      assertEquals(before.length, Files.size(file));
    }
    store.put(put("c", "third"));
    reopen();
    assertEquals(Optional.of("third"), text("c"));
    Files.write(file, whole);
    reopen();
    assertEquals(Optional.of("second"), text("a"));
  }

  @Test
  void aLastLineOfWhichAPartIsMissingIsDropped() throws IOException {
    store.put(put("a", "first"));
    byte[] before = Files.readAllBytes(file);
    store.put(put("b", "second"));
    byte[] holed = Files.readAllBytes(file);
    Arrays.fill(holed, before.length, holed.length - 5, (byte) 0);
    Files.write(file, holed);
    reopen();
    assertEquals(List.of("first"), store.items().stream().map(item -> item.get("t").s()).toList());
  }

  @Test
  void aDamagedLineSaysWhere() throws IOException {
    store.put(put("a", "first"));
    store.put(put("b", "second"));
    String good = Files.readString(file);
    for (String damaged :
        List.of(
            good.replace("{\"S\":\"first\"}", "{\"S\":1}"),
            good.replace("{\"S\":\"first\"}", "first"),
            good.replace("\"put\":{", "\"other\":{"),
            good.replace("[{\"put\":", "[{\"put\":[]},{\"put\":"))) {

      Files.writeString(file, damaged);
      IOException e = assertThrows(IOException.class, () -> FileItemStore.open(file));
      assertTrue(String.valueOf(e.getMessage()).contains("line 2"), e.getMessage());
      assertEquals(damaged, Files.readString(file), "it is left as it is");
    }
    for (String other : List.of("", "no items", "{\"bellwether-items\":2}\n", "[]\n")) {
      Files.writeString(file, other);
      IOException e = assertThrows(IOException.class, () -> FileItemStore.open(file));
      assertTrue(String.valueOf(e.getMessage()).contains(file.toString()), e.getMessage());
    }
    Files.writeString(file, good);
  }

  @Test
  void whatHasBeenReplacedIsLeftOutWhenItIsOpened() throws IOException {
    for (int i = 0; i < 1200; i++) {
      store.put(put("k" + i % 3, "text " + i));
    }
    List<Map<String, AttributeValue>> items = store.items();
    long size = Files.size(file);
    reopen();
    assertEquals(items, store.items());
    assertTrue(Files.size(file) < size / 100, () -> "it is not smaller than " + size);
    try (var files = Files.list(folder)) {
      assertEquals(List.of(file), files.toList());
    }
  }

  @Test
  void aWriteThatCouldNotBeMadeEndsIt() throws IOException {
    store.put(put("a", "first"));
    store.close();
    assertThrows(LedgerException.class, () -> store.put(put("b", "second")));
    assertThrows(LedgerException.class, () -> store.get(new Key("p", "a")));
    open();
    assertEquals(Optional.of("first"), text("a"));
    assertTrue(
        new String(Files.readAllBytes(file), StandardCharsets.UTF_8).endsWith("}}}]\n"),
        "one line for each write");
  }

  /** Whatever store is open at the moment. */
  private final class Reopened implements ItemStore {
    @Override
    public String name() {
      return store.name();
    }

    @Override
    public Optional<Map<String, AttributeValue>> get(Key key) {
      return store.get(key);
    }

    @Override
    public Batch batchGet(List<Key> keys) {
      return store.batchGet(keys);
    }

    @Override
    public Page query(Query query) {
      return store.query(query);
    }

    @Override
    public Outcome put(Write.Put put) {
      return store.put(put);
    }

    @Override
    public Outcome transact(List<Write> writes) {
      return store.transact(writes);
    }
  }
}
