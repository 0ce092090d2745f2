package io.bellwether.cloud.dynamo;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What items were decoded to, so that one that is still as it was need not be decoded again: a
 * follow-up reads the same strategies, holdings and plans every minute. It is no cache of the
 * store, which is asked every time; and since a record follows from its item alone and does not
 * change, nobody can tell the difference but by a clock. Thread-safe.
 */
final class DecodedRecords {
  /** Beyond what an account has open at a time; the least recently read go first. */
  private static final int MOST = 256;

  private final Map<Key, Decoded> latest = new LatestOnly();

  private record Decoded(Map<String, AttributeValue> item, Record read) {}

  /** The record of an item, decoded if it has to be. */
  synchronized <T extends Record> T of(
      Map<String, AttributeValue> item,
      Class<T> type,
      Function<Map<String, AttributeValue>, T> decoding) {
    Key key = Key.of(item);
    Decoded known = latest.get(key);
    if (known != null && type.isInstance(known.read) && known.item.equals(item)) {
      return type.cast(known.read);
    }
    T read = decoding.apply(item);
    latest.put(key, new Decoded(item, read));
    return read;
  }

  /** Forgets what was not asked for longest. */
  private static final class LatestOnly extends LinkedHashMap<Key, Decoded> {
    private static final long serialVersionUID = 1L;

    LatestOnly() {
      super(16, 0.75f, true);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<Key, Decoded> eldest) {
      return size() > MOST;
    }
  }
}
