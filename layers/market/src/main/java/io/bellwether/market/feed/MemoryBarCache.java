package io.bellwether.market.feed;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps series in memory, and in another cache behind it if there is one. */
public final class MemoryBarCache implements BarCache {
  private final Map<Key, Entry> entries = new ConcurrentHashMap<>();
  private final Optional<BarCache> behind;

  /** A cache that forgets with the process. */
  public MemoryBarCache() {
    this.behind = Optional.empty();
  }

  /** A cache that reads from {@code behind} what it does not know, and stores there as well. */
  public MemoryBarCache(BarCache behind) {
    this.behind = Optional.of(behind);
  }

  @Override
  public Optional<Entry> load(Key key) {
    Entry entry = entries.get(key);
    if (entry != null) {
      return Optional.of(entry);
    }
    Optional<Entry> stored = behind.flatMap(cache -> cache.load(key));
    stored.ifPresent(found -> entries.put(key, found));
    return stored;
  }

  @Override
  public void store(Key key, Entry entry) {
    entries.put(key, entry);
    behind.ifPresent(cache -> cache.store(key, entry));
  }
}
