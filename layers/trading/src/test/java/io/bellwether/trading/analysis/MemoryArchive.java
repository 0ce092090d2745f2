package io.bellwether.trading.analysis;

import java.util.Optional;
import java.util.TreeMap;

/** An archive in memory. */
public final class MemoryArchive implements TextArchive {
  private final TreeMap<String, byte[]> texts = new TreeMap<>();

  @Override
  public synchronized void put(String key, byte[] content) {
    texts.put(StoredTexts.requireKey(key), content.clone());
  }

  @Override
  public synchronized Optional<byte[]> find(String key) {
    return Optional.ofNullable(texts.get(StoredTexts.requireKey(key))).map(byte[]::clone);
  }
}
