package io.bellwether.cloud.dynamo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.bellwether.trading.config.StrategyVersion;
import io.bellwether.trading.ledger.Finding;
import io.bellwether.trading.ledger.Lease;
import io.bellwether.trading.ledger.LedgerSamples;
import io.bellwether.trading.ledger.Repetition;
import io.bellwether.trading.order.OrderStatus;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What is stored outlives the release that stored it: its form changes by additions alone. */
final class StoredFormTest {
  /** The components whose absence is read as their empty value. */
  private static final Set<String> ADDED_LATER =
      Set.of("Signal.averageVolumes", "StrategyVersion.feeds");

  private static final long SEED = Long.getLong("bellwether.seed", 20_261_121L);
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();
  private static final Instant T0 = Instant.parse("2026-11-20T14:30:00Z");

  /** One record of every kind that is stored. */
  private static List<Record> records(LedgerSamples samples) {
    return List.of(
        samples.signal("signal", "account", "strategy", T0, false),
        samples.plan("signal", "account", true, T0),
        samples.order("order", "account", "signal", OrderStatus.ACCEPTED, T0),
        samples.fill("fill", "order", T0),
        samples.holding("account", "QQQ", 3),
        samples.trade("fill", "account", T0),
        samples.risk("account", 3),
        samples.version("strategy", 2),
        samples.tick("strategy", T0),
        samples.equity("account", T0),
        samples.session("strategy", "account", LocalDate.of(2026, 11, 20)),
        samples.alert("alert", "account", T0),
        samples.review("signal", "account", T0),
        samples.finding("account", Finding.Kind.POSITION, "QQQ", 1),
        samples.split("account", "QQQ", LocalDate.of(2026, 11, 20), 1),
        samples.refusal("account", "order", "rule", T0),
        samples.mark("account", 4),
        new Repetition("account", "subject", T0, "alert", 2, 3),
        new Lease("account", 7, T0, 9),
        samples.document("strategy", LocalDate.of(2026, 11, 20)),
        samples.analysis("analysis", "strategy", LocalDate.of(2026, 11, 20), 3),
        samples.spend(YearMonth.of(2026, 11), 3),
        samples.drift("strategy", "account", LocalDate.of(2026, 11, 20)),
        samples.shadow("strategy", 3),
        samples.shadowDecision("strategy", T0),
        samples.activation("strategy", 2));
  }

  /** Items as stored by the release that pinned them: read, and written again with all they had. */
  @Test
  void pinnedItemsAreReadAndKeepTheirForm() throws IOException {
    Map<String, Class<? extends Record>> kinds = new TreeMap<>();
    records(new LedgerSamples(SEED))
        .forEach(each -> kinds.put(each.getClass().getSimpleName(), each.getClass()));
    Set<String> pinned = new HashSet<>();
    try (InputStream file = StoredFormTest.class.getResourceAsStream("stored-items.json")) {
      for (JsonNode each : JSON.readTree(file)) {
        String kind = each.path("entity").asText();
        Map<String, AttributeValue> item = Attributes.of(each.path("item"));
        Record value = RecordCodec.decode(item, Optional.ofNullable(kinds.get(kind)).orElseThrow());
        assertKept(plain(item), plain(RecordCodec.encode(value)), kind);
        pinned.add(kind);
      }
    }
    assertEquals(kinds.keySet(), pinned, "add an item of the new kind to stored-items.json");
  }

  /** Asserts that all that was pinned is there; more may be. */
  private static void assertKept(Object pinned, @Nullable Object written, String place) {
    if (pinned instanceof Map<?, ?> map && written instanceof Map<?, ?> after) {
      map.forEach((name, value) -> assertKept(value, after.get(name), place + "." + name));
    } else if (pinned instanceof List<?> list && written instanceof List<?> after) {
      assertEquals(list.size(), after.size(), place);
      for (int i = 0; i < list.size(); i++) {
        assertKept(list.get(i), after.get(i), place + "." + i);
      }
    } else {
      assertEquals(pinned, written, place);
    }
  }

  /** A backup restored into another account's partition, or an item copied by hand. */
  @Test
  void aRecordUnderAKeyThatIsNotItsOwnIsRefused() {
    for (Record value : records(new LedgerSamples(SEED))) {
      // A version lies among the versions and, if it is active, among the active ones.
      if (!(value instanceof StrategyVersion)) {
        Map<String, AttributeValue> item = new HashMap<>(RecordCodec.encode(value));
        item.putAll(new Key("ACCOUNT#another", "RECORD").attributes());
        assertThrows(
            IllegalArgumentException.class, () -> Integrity.checked(item, value), value::toString);
      }
    }
  }

  @Test
  void anAbsentAttributeIsAnEmptyOptionalOrRefused() throws ReflectiveOperationException {
    System.out.println("seed " + SEED);
    for (int i = 0; i < 20; i++) {
      for (Record value : records(new LedgerSamples(SEED + i))) {
        for (RecordComponent component : value.getClass().getRecordComponents()) {
          assertAbsenceIsRead(value, component);
        }
      }
    }
  }

  private static void assertAbsenceIsRead(Record value, RecordComponent component)
      throws ReflectiveOperationException {
    Class<? extends Record> type = value.getClass();
    Map<String, AttributeValue> item = new HashMap<>(RecordCodec.encode(value));
    boolean stored = item.remove(component.getName()) != null;
    String name = type.getSimpleName() + "." + component.getName();
    if (component.getType() == Optional.class) {
      if (refusesItself(item, type)) {
        return;
      }
      Record read = RecordCodec.decode(item, type);
      assertEquals(Optional.empty(), component.getAccessor().invoke(read), name);
      assertEquals(item, RecordCodec.encode(read), name);
    } else if (ADDED_LATER.contains(name)) {
      Record read = RecordCodec.decode(item, type);
      assertEquals(
          item, new HashMap<>(without(RecordCodec.encode(read), component.getName())), name);
    } else {
      assertTrue(stored, name);
      IllegalArgumentException refused =
          assertThrows(IllegalArgumentException.class, () -> RecordCodec.decode(item, type), name);
      assertTrue(refused.getMessage().contains("'" + component.getName() + "'"), name);
    }
  }

  /** Whether it was read, and the record's own rules need what is absent: an exit its reason. */
  private static boolean refusesItself(
      Map<String, AttributeValue> item, Class<? extends Record> type) {
    try {
      RecordCodec.decode(item, type);
      return false;
    } catch (IllegalArgumentException e) {
      return e.getCause() instanceof ValueInstantiationException;
    }
  }

  private static Map<String, AttributeValue> without(
      Map<String, AttributeValue> item, String name) {
    item.remove(name);
    return item;
  }

  /** With numbers as values: 1 and 1.0 are the same. */
  private static Map<String, Object> plain(Map<String, AttributeValue> item) {
    Map<String, Object> plain = new HashMap<>();
    item.forEach((name, value) -> plain.put(name, plain(value)));
    return plain;
  }

  private static Object plain(AttributeValue value) {
    return switch (value.type()) {
      case N -> new BigDecimal(value.n()).stripTrailingZeros();
      case M -> plain(value.m());
      case L -> value.l().stream().map(StoredFormTest::plain).toList();
      default -> value;
    };
  }
}
