package io.bellwether.workbench.simulate;

import io.bellwether.cloud.dynamo.*;
import java.util.*;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

final class TemporaryStore implements ItemStore {
  private final Map<String, TreeMap<String, Map<String, AttributeValue>>> parts = new HashMap<>();

  public String name() {
    return "memory";
  }

  public Optional<Map<String, AttributeValue>> get(Key key) {
    var part = parts.get(key.pk());
    return part == null ? Optional.empty() : Optional.ofNullable(part.get(key.sk()));
  }

  public Batch get(List<Key> keys) {
    List<Map<String, AttributeValue>> found = new ArrayList<>();
    keys.forEach(key -> get(key).ifPresent(found::add));
    return new Batch(found, List.of());
  }

  public Page query(Query q) {
    NavigableMap<String, Map<String, AttributeValue>> part =
        parts.getOrDefault(q.pk(), new TreeMap<>());
    if (q.bounds().isPresent())
      part = part.subMap(q.bounds().get().first(), true, q.bounds().get().last(), true);
    if (!q.forward()) part = part.descendingMap();
    if (q.after().isPresent()) part = part.tailMap(q.after().get(), false);
    List<Map<String, AttributeValue>> items = new ArrayList<>();
    int limit = q.limit().orElse(Integer.MAX_VALUE);
    String last = null;
    for (var e : part.entrySet()) {
      if (items.size() == limit) return new Page(items, Optional.of(last));
      items.add(e.getValue());
      last = e.getKey();
    }
    return new Page(items, Optional.empty());
  }

  public Outcome put(Write.Put put) {
    return transact(List.of(put));
  }

  public Outcome transact(List<Write> writes) {
    List<Obstacle> obstacles = new ArrayList<>();
    boolean bad = false;
    for (Write w : writes) {
      Map<String, AttributeValue> there = get(w.key()).orElse(Map.of());
      Condition c =
          w instanceof Write.Put p
              ? p.condition()
              : w instanceof Write.Check k ? k.condition() : new Condition.Anything();
      boolean ok =
          switch (c) {
            case Condition.Anything a -> true;
            case Condition.Free f -> there.isEmpty();
            case Condition.Has has ->
                has.attributes().entrySet().stream()
                    .allMatch(e -> e.getValue().equals(there.get(e.getKey())));
          };
      bad |= !ok;
      obstacles.add(ok ? new Obstacle.None() : new Obstacle.Unmet(there));
    }
    if (bad) return new Outcome.Refused(obstacles);
    for (Write w : writes) {
      if (w instanceof Write.Put p)
        parts.computeIfAbsent(w.key().pk(), k -> new TreeMap<>()).put(w.key().sk(), p.item());
      else if (w instanceof Write.Removal r && parts.containsKey(w.key().pk()))
        parts.get(w.key().pk()).remove(w.key().sk());
    }
    return new Outcome.Written();
  }
}
