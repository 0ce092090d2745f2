package io.bellwether.workbench.cloud;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.bellwether.cloud.dynamo.Condition;
import io.bellwether.cloud.dynamo.ItemStore;
import io.bellwether.cloud.dynamo.Key;
import io.bellwether.cloud.dynamo.Write;
import io.bellwether.trading.ledger.LedgerException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A table on the disk of this machine: a {@link MemoryItemStore}, and a file with one line of JSON
 * for each write that was made. A write is on the disk before it is answered. A last line that is
 * not whole is of a write that nobody was told of, and is dropped; any other that cannot be read is
 * an error. The file is written anew when it is opened and most of it has been replaced since.
 *
 * <p>Nothing keeps two processes apart: {@link LocalState} does.
 */
final class FileItemStore implements ItemStore, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(FileItemStore.class);
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String FORMAT = "bellwether-items";
  private static final int SCHEMA = 1;

  /** A file this short is left as it is. */
  private static final int FEW_LINES = 1000;

  private final Path file;
  private final MemoryItemStore items;
  private final FileChannel channel;
  private boolean isBroken;

  private FileItemStore(Path file, MemoryItemStore items, FileChannel channel) {
    this.file = file;
    this.items = items;
    this.channel = channel;
  }

  /**
   * Opens a file, which is made if there is none.
   *
   * @throws IOException if it cannot be read or written, or holds something else; the message names
   *     the file and the line
   */
  static FileItemStore open(Path file) throws IOException {
    MemoryItemStore items = new MemoryItemStore(file.toString());
    if (Files.exists(file)) {
      Found found = read(file, items);
      if (found.lines > FEW_LINES && found.lines > 2 * items.items().size()) {
        replace(file, items);
      } else if (found.wholeBytes < Files.size(file)) {
        cut(file, found.wholeBytes);
      }
    } else {
      replace(file, items);
    }
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
    return new FileItemStore(file, items, channel);
  }

  // Reading.

  /**
   * What a file held.
   *
   * @param lines of writes
   * @param wholeBytes up to the end of the last one that is whole
   */
  private record Found(int lines, long wholeBytes) {}

  private static Found read(Path file, MemoryItemStore items) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    int start = 0;
    int line = 0;
    for (int end = endOfLine(bytes, start); end >= 0; end = endOfLine(bytes, start)) {
      line++;
      try {
        JsonNode read =
            JSON.readTree(new String(bytes, start, end - start, StandardCharsets.UTF_8));
        if (line == 1) {
          requireFormat(read);
        } else {
          apply(read, items);
        }
      } catch (JsonProcessingException | IllegalArgumentException | LedgerException e) {
        if (line > 1 && end == bytes.length - 1) {
          break;
        }
        throw new IOException(
            "%s, line %d: not a write of this program; put the file back from a copy, or move it away and begin anew"
                .formatted(file, line),
            e);
      }
      start = end + 1;
    }
    if (line == 0) {
      throw new IOException(file + " is not a file of items: it has no first line; move it away");
    }
    if (start < bytes.length) {
      LOG.atWarn()
          .addKeyValue("file", file)
          .addKeyValue("bytes", bytes.length - start)
          .log("dropped a write that had not reached the disk whole");
    }
    return new Found(line - 1, start);
  }

  /** Where the line that begins at {@code start} ends; negative if it does not. */
  private static int endOfLine(byte[] bytes, int start) {
    for (int i = start; i < bytes.length; i++) {
      if (bytes[i] == '\n') {
        return i;
      }
    }
    return -1;
  }

  private static void requireFormat(JsonNode header) {
    if (header.path(FORMAT).asInt(0) != SCHEMA) {
      throw new IllegalArgumentException("not " + FORMAT + " of schema " + SCHEMA);
    }
  }

  private static void apply(JsonNode line, MemoryItemStore items) {
    List<Write> writes = new ArrayList<>();
    for (JsonNode each : line) {
      JsonNode removed = each.get("remove");
      if (removed == null) {
        Map<String, AttributeValue> item = ItemJson.read(each.path("put"));
        writes.add(new Write.Put(Key.of(item), item, new Condition.Anything()));
      } else {
        writes.add(new Write.Removal(Key.of(ItemJson.read(removed))));
      }
    }
    items.transact(writes);
  }

  // Writing.

  private static byte[] line(List<Write> writes) throws IOException {
    ArrayNode line = JsonNodeFactory.instance.arrayNode();
    for (Write write : writes) {
      switch (write) {
        case Write.Put put -> line.addObject().set("put", ItemJson.write(put.item()));
        case Write.Removal removal ->
            line.addObject().set("remove", ItemJson.write(removal.key().attributes()));
        case Write.Check check -> {}
      }
    }
    return line.isEmpty() ? new byte[0] : terminated(line);
  }

  private static byte[] terminated(JsonNode line) throws IOException {
    return (JSON.writeValueAsString(line) + "\n").getBytes(StandardCharsets.UTF_8);
  }

  /** Writes a file that holds the items and nothing else, in one step. */
  private static void replace(Path file, MemoryItemStore items) throws IOException {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    content.writeBytes(terminated(JsonNodeFactory.instance.objectNode().put(FORMAT, SCHEMA)));
    for (Map<String, AttributeValue> item : items.items()) {
      content.writeBytes(
          line(List.of(new Write.Put(Key.of(item), item, new Condition.Anything()))));
    }
    DurableFile.replace(file, content.toByteArray());
  }

  private static void cut(Path file, long bytes) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.truncate(bytes);
      channel.force(true);
    }
  }

  @Override
  public synchronized Outcome put(Write.Put put) {
    return write(List.of(put), () -> items.put(put));
  }

  @Override
  public synchronized Outcome transact(List<Write> writes) {
    return write(writes, () -> items.transact(writes));
  }

  private Outcome write(List<Write> writes, Supplier<Outcome> inMemory) {
    requireWhole();
    Outcome outcome = inMemory.get();
    if (outcome instanceof Outcome.Written) {
      // Memory is ahead of the file until this is done; if it never is, this store is not used
      // again.
      isBroken = true;
      try {
        ByteBuffer line = ByteBuffer.wrap(line(writes));
        while (line.hasRemaining()) {
          channel.write(line);
        }
        channel.force(false);
      } catch (IOException e) {
        throw new LedgerException(
            "could not write to %s; is the disk full? What was written before is safe"
                .formatted(file),
            e);
      }
      isBroken = false;
    }
    return outcome;
  }

  private void requireWhole() {
    if (isBroken) {
      throw new LedgerException(
          "an earlier write to %s failed; start the command again".formatted(file),
          new IllegalStateException("the file may end in a part of a write"));
    }
  }

  /** Every item, in the order of partitions and sort keys. */
  synchronized List<Map<String, AttributeValue>> items() {
    return items.items();
  }

  @Override
  public String name() {
    return items.name();
  }

  @Override
  public synchronized Optional<Map<String, AttributeValue>> get(Key key) {
    requireWhole();
    return items.get(key);
  }

  @Override
  public synchronized Batch batchGet(List<Key> keys) {
    requireWhole();
    return items.batchGet(keys);
  }

  @Override
  public synchronized Page query(Query query) {
    requireWhole();
    return items.query(query);
  }

  @Override
  public synchronized void close() throws IOException {
    isBroken = true;
    channel.close();
  }
}
