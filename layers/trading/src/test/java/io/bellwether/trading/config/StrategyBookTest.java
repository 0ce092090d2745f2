package io.bellwether.trading.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bellwether.market.PriceBasis;
import io.bellwether.market.Timeframe;
import io.bellwether.market.feed.FeedName;
import io.bellwether.strategy.StrategyCatalog;
import io.bellwether.trading.TradingMode;
import io.bellwether.trading.ledger.Activations;
import io.bellwether.trading.ledger.LedgerException;
import io.bellwether.trading.ledger.StrategyStore;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class StrategyBookTest {
  private final Versions store = new Versions();
  private final StrategyBook book = new StrategyBook(store);

  @Test
  void thePackagedDefaultIsOneStrategyOnPaper() {
    List<StrategyVersion> packaged = StrategyBook.packaged();
    assertEquals(
        StrategyCatalog.standard().names().stream().filter(StrategyBookTest::canTrade).toList(),
        packaged.stream().map(StrategyVersion::strategy).toList());
    assertEquals(1, packaged.stream().filter(StrategyVersion::enabled).count());
    for (StrategyVersion version : packaged) {
      assertTrue(version.packaged());
      assertEquals(TradingMode.PAPER, version.account().mode());
      assertFalse(version.account().concentrate());
      assertFalse(version.account().margin());
    }
  }

  @Test
  void anEmptyStoreIsFilledFromThePackagedCopy() {
    assertEquals(List.of("ema-crossover"), names(book.enabled()));
    assertEquals(
        StrategyBook.packaged().stream().map(StrategyVersion::stored).toList(), store.active());
    assertFalse(
        book.get("rsi2").packaged(), "what the store holds is in force without restriction");
  }

  @Test
  void theStoreIsTheTruth() {
    StrategyVersion second = renamed(book.get("ema-crossover"), 2, true, "account-2");
    Activations.bringIn(store, second);
    assertEquals(List.of(second), book.enabled());
    assertEquals(second, book.get("ema-crossover"));
  }

  /** As versions were stored before there were feeds to choose from. */
  @Test
  void aVersionWithoutFeedsHasThoseOfThePackagedStrategy() {
    StrategyVersion packaged = book.get("ema-crossover");
    assertEquals(List.of(FeedName.TWELVE_DATA, FeedName.ALPACA, FeedName.FMP), packaged.feeds());
    Activations.bringIn(store, renamed(packaged.withFeeds(List.of()), 2, true, "account-2"));
    assertEquals(packaged.feeds(), book.get("ema-crossover").feeds());
    assertEquals(packaged.feeds(), book.enabled().getFirst().feeds());
    assertEquals(FeedName.ALPACA, book.get("rsi2").feeds().getFirst());
  }

  /** Asked about where others are stored, it is there, and does not run. */
  @Test
  void aStrategyThatIsMissingIsStoredSwitchedOff() {
    StrategyVersion only = renamed(StrategyBook.packaged().getLast().stored(), 7, true, "mine");
    Activations.bringIn(store, only);
    StrategyVersion asked = book.active("ema-crossover");
    assertEquals(1, asked.version());
    assertFalse(asked.enabled());
    assertFalse(asked.packaged());
    assertEquals(List.of(only), book.enabled());
    assertEquals(asked, book.active("ema-crossover"));
    assertThrows(IllegalArgumentException.class, () -> book.active("ema"));
  }

  @Test
  void aFilledStoreIsLeftAsItIs() {
    StrategyVersion only = renamed(StrategyBook.packaged().getLast().stored(), 7, true, "mine");
    Activations.bringIn(store, only);
    assertEquals(List.of(only), book.enabled());
    assertEquals(List.of(only), store.active());
    assertThrows(IllegalArgumentException.class, () -> book.get("ema-crossover"));
  }

  @Test
  void whileTheStoreCannotBeReadThePackagedCopyServesForReducingOnly() {
    book.enabled();
    store.readable = false;
    assertEquals(List.of("ema-crossover"), names(book.enabled()));
    assertTrue(book.enabled().stream().allMatch(StrategyVersion::packaged));
    assertTrue(book.get("rsi2").packaged());
    store.readable = true;
    assertTrue(book.enabled().stream().noneMatch(StrategyVersion::packaged));
  }

  @Test
  void aStoreThatCannotBeFilledIsFilledTheNextTime() {
    store.writable = false;
    assertTrue(book.enabled().getFirst().packaged());
    store.writable = true;
    assertFalse(book.enabled().getFirst().packaged());
    assertEquals(StrategyBook.packaged().size(), store.active().size());
  }

  @Test
  void twoOwnersOfOneAccountAreRefusedAltogether() {
    for (StrategyVersion packaged : StrategyBook.packaged()) {
      Activations.bringIn(store, renamed(packaged.stored(), 1, true, "shared"));
    }
    IllegalStateException e = assertThrows(IllegalStateException.class, book::enabled);
    assertTrue(String.valueOf(e.getMessage()).contains("shared"), e::toString);
    // One by one they can still be looked at.
    assertEquals("rsi2", book.get("rsi2").strategy());
  }

  @Test
  void aDeploymentSaysWhichRunAndOnWhichAccount() {
    StrategyBook deployed = deployed("rsi2@alpaca-live", TradingMode.LIVE);
    StrategyVersion rsi2 = deployed.enabled().getFirst();
    assertEquals(List.of("rsi2"), names(deployed.enabled()));
    assertEquals("alpaca-live", rsi2.account().id());
    assertEquals(TradingMode.LIVE, rsi2.account().mode());
    assertEquals(rsi2, deployed.get("rsi2"));
    assertFalse(deployed.get("ema-crossover").enabled());
    assertEquals(
        StrategyBook.packaged().stream().map(StrategyVersion::stored).toList(),
        store.active(),
        "what is stored stays as it is");
    store.readable = false;
    assertTrue(deployed.enabled().getFirst().packaged());
    assertEquals("alpaca-live", deployed.enabled().getFirst().account().id());
  }

  @Test
  void aDeploymentOfAStrategyThatThereIsNotRunsNothing() {
    StrategyBook deployed = deployed("rsi2@a,rsi3@b", TradingMode.PAPER);
    IllegalStateException e = assertThrows(IllegalStateException.class, deployed::enabled);
    assertTrue(String.valueOf(e.getMessage()).contains("rsi3"), e::toString);
  }

  @Test
  void aStrategyForResearchIsRefusedWhereverItWouldRun() {
    StrategyVersion average =
        new StrategyVersion(
            "moving-average",
            1,
            Optional.empty(),
            true,
            StrategyBook.packaged().getFirst().account(),
            List.of("BTCUSDT", "ETHUSDT"),
            new Timeframe(1),
            PriceBasis.RAW,
            List.of(FeedName.ALPACA),
            StrategyCatalog.standard().defaults("moving-average", new Timeframe(1)),
            "someone",
            Instant.EPOCH,
            false);
    Activations.bringIn(store, average);
    for (Executable use : List.<Executable>of(book::enabled, () -> book.get("moving-average"))) {
      IllegalStateException e = assertThrows(IllegalStateException.class, use);
      assertEquals(
          "moving-average is for research only: it sells short on perpetual futures, and no broker"
              + " for them is connected yet",
          e.getMessage());
    }
    StrategyBook deployed = deployed("moving-average@micro", TradingMode.PAPER);
    assertThrows(IllegalStateException.class, deployed::enabled);
    // One that does not run does no harm, and can be looked at.
    assertFalse(deployed("rsi2@a", TradingMode.PAPER).get("moving-average").enabled());
  }

  @Test
  void whatTheDeploymentNamesAndAnOlderStoreLacksIsStored() {
    StrategyVersion only = renamed(StrategyBook.packaged().getFirst().stored(), 7, true, "mine");
    Activations.bringIn(store, only);
    StrategyBook deployed = deployed("williams-trend@paper", TradingMode.PAPER);
    assertEquals(List.of("williams-trend"), names(deployed.enabled()));
    assertFalse(deployed.enabled().getFirst().packaged());
    assertEquals(List.of("ema-crossover", "williams-trend"), names(store.active()));
  }

  private static boolean canTrade(String strategy) {
    return StrategyCatalog.standard().definition(strategy).researchOnly().isEmpty();
  }

  private StrategyBook deployed(String strategies, TradingMode mode) {
    return new StrategyBook(store, Optional.of(Deployment.parse(strategies, mode)));
  }

  @Test
  void anUnknownStrategyIsNamedWithThoseThereAre() {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> book.get("rsi3"));
    assertTrue(
        String.valueOf(e.getMessage()).contains("[ema-crossover, rsi2, williams-trend]"),
        e::toString);
  }

  private static List<String> names(List<StrategyVersion> versions) {
    return versions.stream().map(StrategyVersion::strategy).toList();
  }

  private static StrategyVersion renamed(
      StrategyVersion version, int number, boolean enabled, String account) {
    AccountSettings settings = version.account();
    return new StrategyVersion(
        version.strategy(),
        number,
        Optional.empty(),
        enabled,
        new AccountSettings(
            account,
            settings.broker(),
            settings.mode(),
            settings.concentrate(),
            settings.fractional(),
            settings.margin(),
            settings.riskProfile(),
            settings.cashReserve(),
            settings.minimumNotional()),
        version.symbols(),
        version.timeframe(),
        version.basis(),
        version.feeds(),
        version.parameters(),
        "someone",
        Instant.EPOCH,
        version.packaged());
  }

  /** Versions in memory, with a connection that can be cut. */
  private static final class Versions implements StrategyStore {
    private final Map<String, Map<Integer, StrategyVersion>> stored = new TreeMap<>();
    private final Map<String, StrategyVersion> active = new TreeMap<>();
    private final Map<String, List<Activation>> activations = new TreeMap<>();
    boolean readable = true;
    boolean writable = true;

    @Override
    public List<StrategyVersion> active() {
      require(readable);
      return List.copyOf(active.values());
    }

    @Override
    public Optional<StrategyVersion> active(String strategy) {
      require(readable);
      return Optional.ofNullable(active.get(strategy));
    }

    @Override
    public List<StrategyVersion> versions(String strategy) {
      require(readable);
      return List.copyOf(stored.getOrDefault(strategy, Map.of()).values());
    }

    @Override
    public boolean create(StrategyVersion version) {
      require(writable);
      return stored
              .computeIfAbsent(version.strategy(), name -> new TreeMap<>())
              .putIfAbsent(version.version(), version)
          == null;
    }

    @Override
    public boolean activate(Activation activation) {
      require(writable);
      List<Activation> known =
          activations.computeIfAbsent(activation.strategy(), name -> new ArrayList<>());
      if (activation.number() <= known.size()) {
        return false;
      }
      StrategyVersion found =
          stored.getOrDefault(activation.strategy(), Map.of()).get(activation.version());
      if (found == null) {
        throw new IllegalArgumentException("there is no version of " + activation);
      }
      active.put(activation.strategy(), found);
      known.add(activation);
      return true;
    }

    @Override
    public List<Activation> activations(String strategy) {
      require(readable);
      return List.copyOf(activations.getOrDefault(strategy, List.of()));
    }

    private static void require(boolean connected) {
      if (!connected) {
        throw new LedgerException("no connection", new IOException("connection refused"));
      }
    }
  }
}
