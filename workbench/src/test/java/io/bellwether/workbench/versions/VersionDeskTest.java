package io.bellwether.workbench.versions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bellwether.cloud.dynamo.AttemptTokens;
import io.bellwether.cloud.dynamo.DynamoLedger;
import io.bellwether.cloud.dynamo.ItemStore;
import io.bellwether.trading.TradingMode;
import io.bellwether.trading.config.Activation;
import io.bellwether.trading.config.ActivationOutcome;
import io.bellwether.trading.config.ActivationOutcome.Activated;
import io.bellwether.trading.config.ActivationOutcome.AlreadyActive;
import io.bellwether.trading.config.ActivationOutcome.AlreadyRolledBack;
import io.bellwether.trading.config.ActivationOutcome.Objected;
import io.bellwether.trading.config.ActivationOutcome.Overtaken;
import io.bellwether.trading.config.Deployment;
import io.bellwether.trading.config.StrategyBook;
import io.bellwether.trading.config.StrategyVersion;
import io.bellwether.trading.config.VersionDesk;
import io.bellwether.trading.config.VersionDifference;
import io.bellwether.trading.config.VersionHistory;
import io.bellwether.trading.ledger.StrategyStore;
import io.bellwether.workbench.cloud.MemoryItemStore;
import io.bellwether.workbench.versions.WatchedItemStore.Killed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Versions come into force whole or not at all, whoever is killed and whoever meets whom. */
final class VersionDeskTest {
  private static final String RSI2 = "rsi2";
  private static final Instant NOW = Instant.parse("2026-11-20T21:30:00Z");

  /** What there is to object. */
  private static final Function<List<Activation>, Optional<String>> NOTHING =
      history -> Optional.empty();

  private final MemoryItemStore items = new MemoryItemStore("memory");
  private final VersionDesk desk = desk(items, "test");

  private static StrategyStore strategies(ItemStore items, String process) {
    return new DynamoLedger(items, AttemptTokens.of(process)).strategies();
  }

  private static VersionDesk desk(ItemStore items, String process) {
    return new VersionDesk(strategies(items, process), () -> NOW);
  }

  private StrategyVersion add(int base, String entryRsi) {
    return desk.add(RSI2, base, Map.of("entry-rsi", entryRsi), "ada", Optional.empty());
  }

  private int active() {
    return strategies(items, "reader").active(RSI2).orElseThrow().version();
  }

  /** Versions 1, 2 and 3, of which the second is active. */
  private void begin() {
    add(1, "11");
    add(1, "12");
    desk.activate(RSI2, 2, "ada", "to begin with");
  }

  // The chain.

  @Test
  void anEmptyStoreBeginsWithThePackagedVersion() {
    VersionHistory history = desk.history(RSI2);
    assertEquals(1, history.active());
    assertEquals(List.of(1), history.versions().stream().map(StrategyVersion::version).toList());
    Activation first = history.activations().getFirst();
    assertEquals("packaged", first.author());
    assertEquals(Optional.empty(), first.previous());
    assertEquals(StrategyBook.packaged().size(), strategies(items, "reader").active().size());
  }

  @Test
  void aVersionNamesItsParentItsMakerAndItsEvidence() {
    StrategyVersion second =
        desk.add(RSI2, 1, Map.of("entry-rsi", " 11 "), "ada", Optional.of("a-1#1"));
    assertEquals(2, second.version());
    assertEquals(Optional.of(1), second.parent());
    assertEquals("ada", second.author());
    assertEquals(NOW, second.createdAt());
    assertEquals(Optional.of("a-1#1"), second.evidence());
    assertEquals("11", second.parameters().get("entry-rsi"));
    assertFalse(second.packaged());
    assertEquals(second, desk.history(RSI2).version(2));
    assertEquals(1, active(), "it is added, not activated");
    assertEquals(
        List.of(new VersionDifference("entry-rsi", Optional.of("30"), Optional.of("11"))),
        desk.diff(RSI2, 1, 2));
    assertEquals(List.of(), desk.diff(RSI2, 2, 2));
  }

  @Test
  void theSameEvidenceMakesOneVersion() {
    Optional<String> evidence = Optional.of("a-1#1");
    StrategyVersion first = desk.add(RSI2, 1, Map.of("entry-rsi", "11"), "analyst", evidence);
    assertEquals(first, desk.add(RSI2, 1, Map.of("entry-rsi", "11"), "analyst", evidence));
    assertEquals(2, desk.history(RSI2).versions().size());
  }

  @Test
  void aPersonActivatesOnce() {
    begin();
    assertEquals(
        new AlreadyActive(2), desk.activate(RSI2, 2, "ada", "to make sure"), "nothing happens");
    VersionHistory history = desk.history(RSI2);
    assertEquals(2, history.activations().size());
    Activation last = history.activations().getLast();
    assertEquals(
        new Activation(
            RSI2,
            2,
            2,
            Optional.of(1),
            "ada",
            false,
            "to begin with",
            Optional.empty(),
            NOW,
            Optional.empty()),
        last);
  }

  @Test
  void whatHappensByItselfHappensOnceForItsEvidence() {
    begin();
    ActivationOutcome first =
        desk.activateByItself(RSI2, 2, 3, "analyst", "better", "a-1#1", NOTHING);
    assertTrue(first instanceof Activated(Activation made) && made.automatic(), first::toString);
    assertEquals(3, active());
    desk.activate(RSI2, 1, "ada", "no, thank you");
    assertEquals(first, desk.activateByItself(RSI2, 2, 3, "analyst", "better", "a-1#1", NOTHING));
    assertEquals(1, active(), "a person's word stands");
    assertEquals(
        new Overtaken(2, 1),
        desk.activateByItself(RSI2, 2, 3, "analyst", "better", "a-2#1", NOTHING));
    assertEquals(1, active());
  }

  @Test
  void rollingBackGoesFurtherBackAndNeverForth() {
    begin();
    desk.activate(RSI2, 3, "ada", "on");
    assertEquals(new Overtaken(2, 3), desk.rollback(RSI2, 2, "ada", "too late"));
    ActivationOutcome back = desk.rollback(RSI2, 3, "ada", "back");
    assertEquals(2, version(back));
    ActivationOutcome again = desk.rollback(RSI2, 3, "bob", "once more");
    assertTrue(
        back instanceof Activated(Activation made) && again.equals(new AlreadyRolledBack(made)),
        again::toString);
    assertEquals(1, version(desk.rollback(RSI2, 2, "ada", "further back")));
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class, () -> desk.rollback(RSI2, 1, "ada", "further"));
    assertTrue(String.valueOf(e.getMessage()).contains("none before it"), e.getMessage());
    assertEquals(new Overtaken(3, 1), desk.rollback(RSI2, 3, "ada", "somebody went further"));
    desk.activate(RSI2, 3, "ada", "once more");
    assertEquals(1, version(desk.rollback(RSI2, 3, "ada", "back to where that was from")));
    assertConsistent();
  }

  private static int version(ActivationOutcome outcome) {
    return outcome instanceof Activated(Activation made) ? made.version() : -1;
  }

  /** The version decides how, the stage decides where, and whether at all. */
  @Test
  void theDeploymentStillSaysWhatRunsOnWhichAccount() {
    StrategyBook book =
        new StrategyBook(
            strategies(items, "stage"),
            Optional.of(Deployment.parse("rsi2@mine", TradingMode.PAPER)));
    book.enabled();
    begin();
    StrategyVersion runs = book.enabled().getFirst();
    assertEquals(List.of(runs), book.enabled());
    assertEquals(2, runs.version());
    assertEquals("11", runs.parameters().get("entry-rsi"));
    assertEquals("mine", runs.account().id());
    assertFalse(desk.history(RSI2).version(2).enabled(), "as packaged, and as stored");
    desk.rollback(RSI2, 2, "ada", "back");
    assertEquals(1, book.get(RSI2).version());
    assertEquals("mine", book.get(RSI2).account().id());
  }

  @Test
  void whatIsObjectedToDoesNotHappenByItself() {
    begin();
    assertEquals(
        new Objected("a person was here"),
        desk.activateByItself(
            RSI2,
            2,
            3,
            "analyst",
            "better",
            "a-1#1",
            history ->
                history.stream().anyMatch(one -> one.author().equals("ada"))
                    ? Optional.of("a person was here")
                    : Optional.empty()));
    assertEquals(2, active());
  }

  // What is refused.

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "two\nlines", "\u001b[31mred", "\u202eada", "ada\u200b"})
  void aNameIsOneThatCanBeRead(String name) {
    Map<String, String> changes = Map.of("entry-rsi", "11");
    Optional<String> none = Optional.empty();
    assertThrows(IllegalArgumentException.class, () -> desk.add(RSI2, 1, changes, name, none));
    assertThrows(
        IllegalArgumentException.class, () -> desk.add(RSI2, 1, changes, "ada", Optional.of(name)));
    assertThrows(IllegalArgumentException.class, () -> desk.activate(RSI2, 1, name, "why"));
    assertThrows(
        IllegalArgumentException.class,
        () -> desk.activateByItself(RSI2, 1, 1, "analyst", "why", name, NOTHING));
    assertThrows(IllegalArgumentException.class, () -> desk.rollback(RSI2, 1, name, "why"));
    assertEquals(List.of(), items.items(), "nothing was written");
  }

  @Test
  void aReasonIsKeptAsPlainText() {
    add(1, "11");
    String long1 = "better\n\u001b[2Jnow \u202e" + "🙂".repeat(2000);
    Activated made = (Activated) desk.activate(RSI2, 2, "ada", long1);
    String reason = made.activation().reason();
    assertTrue(reason.startsWith("better [2Jnow 🙂"), reason);
    assertEquals(1000, reason.codePointCount(0, reason.length()));
    assertEquals(made.activation(), desk.history(RSI2).activations().getLast());
    assertThrows(IllegalArgumentException.class, () -> desk.rollback(RSI2, 2, "ada", " \n "));
  }

  @Test
  void whatCannotBeRunIsNeitherAddedNorActivated() {
    for (Map<String, String> changes :
        List.of(
            Map.of("entry-rsi", "101"),
            Map.of("entry-rsi", "ten"),
            Map.of("entry", "10"),
            Map.of("entry-rsi", "30"),
            Map.<String, String>of())) {
      assertThrows(
          IllegalArgumentException.class,
          () -> desk.add(RSI2, 1, changes, "ada", Optional.empty()),
          changes::toString);
    }
    assertThrows(IllegalArgumentException.class, () -> add(7, "11"));
    assertThrows(IllegalArgumentException.class, () -> desk.activate(RSI2, 7, "ada", "why"));
    assertThrows(IllegalArgumentException.class, () -> desk.history("rsi3"));
    assertThrows(IllegalArgumentException.class, () -> desk.diff(RSI2, 1, 7));
    StrategyStore store = strategies(items, "earlier");
    StrategyVersion first = store.active(RSI2).orElseThrow();
    store.create(first.successor(2, Map.of("no-more", "1"), "ada", NOW, Optional.empty()));
    assertThrows(IllegalArgumentException.class, () -> desk.activate(RSI2, 2, "ada", "why"));
    assertEquals(1, active());
  }

  // Kills and meetings.

  private enum Deed {
    ADD(desk -> desk.add(RSI2, 2, Map.of("entry-rsi", "13"), "analyst", Optional.of("a-9#1"))),
    ACTIVATE(desk -> desk.activate(RSI2, 3, "ada", "a person")),
    BY_ITSELF(desk -> desk.activateByItself(RSI2, 2, 3, "analyst", "the gate", "a-9#1", NOTHING)),
    ROLLBACK(desk -> desk.rollback(RSI2, 2, "ada", "a person"));

    private final Function<VersionDesk, Object> deed;

    Deed(Function<VersionDesk, Object> deed) {
      this.deed = deed;
    }
  }

  private static boolean leaves(Activation activation, int version) {
    return activation.previous().equals(Optional.of(version));
  }

  /** Killed before or after any call of the store, and done again, it is as if done once. */
  @ParameterizedTest
  @EnumSource
  void killedAnywhereItIsDoneOnce(Deed deed) {
    int kills = 0;
    for (int moment = 0; ; moment++) {
      VersionDeskTest fresh = new VersionDeskTest();
      fresh.begin();
      int before = fresh.active();
      WatchedItemStore watched =
          new WatchedItemStore(
              fresh.items,
              moment,
              () -> {
                throw new Killed();
              });
      try {
        deed.deed.apply(desk(watched, "killed"));
        assertFalse(watched.wasReached());
        break;
      } catch (Killed e) {
        kills++;
      }
      fresh.assertConsistent();
      boolean done = fresh.active() != before;
      Object again = deed.deed.apply(desk(fresh.items, "again"));
      switch (deed) {
        case ADD -> assertEquals(4, fresh.desk.history(RSI2).versions().size());
        case ACTIVATE -> assertEquals(3, fresh.active());
        case BY_ITSELF -> assertEquals(3, version((ActivationOutcome) again));
        case ROLLBACK ->
            assertEquals(
                done, again instanceof AlreadyRolledBack(Activation made) && leaves(made, 2));
      }
      assertEquals(deed == Deed.ADD ? 2 : deed == Deed.ROLLBACK ? 1 : 3, fresh.active());
      assertEquals(deed == Deed.ADD ? 2 : 3, fresh.desk.history(RSI2).activations().size());
      fresh.assertConsistent();
    }
    assertTrue(kills > 6, "only " + kills + " kills");
  }

  /** Of two at one time each is made whole, and what happens by itself never beats a person. */
  @ParameterizedTest
  @EnumSource
  void whoeverMeetsWhomEachIsMadeWhole(Deed one) {
    int moments = 0;
    for (Deed other : Deed.values()) {
      boolean reached = true;
      for (int moment = 0; reached; moment++) {
        moments++;
        VersionDeskTest fresh = new VersionDeskTest();
        fresh.begin();
        List<Object> outcomes = new ArrayList<>();
        WatchedItemStore watched =
            new WatchedItemStore(
                fresh.items,
                moment,
                () -> outcomes.add(other.deed.apply(desk(fresh.items, "other"))));
        outcomes.add(one.deed.apply(desk(watched, "one")));
        reached = watched.wasReached();
        fresh.assertConsistent();
        if (one == Deed.BY_ITSELF && reached && other == Deed.ROLLBACK) {
          boolean first = outcomes.getLast().equals(new Overtaken(2, 1));
          assertEquals(first ? 1 : 3, fresh.active(), () -> "" + outcomes);
        }
        if (one == Deed.ADD && other == Deed.ADD && reached) {
          assertEquals(outcomes.getFirst(), outcomes.getLast());
        }
      }
    }
    assertTrue(moments > 3 * Deed.values().length, "only " + moments + " moments");
  }

  @Test
  void thePackagedVersionNeverTakesThePlaceOfAnActivatedOne() {
    for (int moment = 0; ; moment++) {
      MemoryItemStore shared = new MemoryItemStore("shared");
      VersionDesk person = desk(shared, "person");
      WatchedItemStore watched =
          new WatchedItemStore(
              shared,
              moment,
              () -> {
                person.add(RSI2, 1, Map.of("entry-rsi", "11"), "ada", Optional.empty());
                person.activate(RSI2, 2, "ada", "at once");
              });
      new StrategyBook(strategies(watched, "filler")).enabled();
      if (!watched.wasReached()) {
        assertTrue(moment > 3, "only " + moment + " moments");
        break;
      }
      assertEquals(2, strategies(shared, "reader").active(RSI2).orElseThrow().version());
    }
  }

  /** The active version is the last activated one, and each activation continues the one before. */
  private void assertConsistent() {
    VersionHistory history = desk(items, "reader").history(RSI2);
    List<Activation> activations = history.activations();
    assertEquals(history.active(), activations.getLast().version());
    for (int i = 0; i < activations.size(); i++) {
      assertEquals(i + 1, activations.get(i).number());
      if (i > 0) {
        assertEquals(Optional.of(activations.get(i - 1).version()), activations.get(i).previous());
      }
    }
    for (int i = 0; i < history.versions().size(); i++) {
      assertEquals(i + 1, history.versions().get(i).version());
    }
  }
}
