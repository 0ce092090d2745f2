package io.bellwether.trading.risk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bellwether.strategy.Direction;
import io.bellwether.trading.broker.AccountSnapshot;
import io.bellwether.trading.order.OrderPurpose;
import io.bellwether.trading.order.Side;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever is not known, nothing adds exposure that needs it, and the way out stays open. The seed
 * is the test's name.
 */
class UnknownFactsTest {
  private static final int RUNS = 2_000;

  /** A limit that cannot object to the fixtures' order, but has to be reckoned. */
  private static final Map<String, String> LOOSE =
      Map.ofEntries(
          Map.entry("position-weight", "1"),
          Map.entry("hedge-weight", "1"),
          Map.entry("position-notional", "1000000"),
          Map.entry("leverage", "9"),
          Map.entry("buying-power-reserve", "0.01"),
          Map.entry("volume-share", "0.5"),
          Map.entry("stop-required", "true"),
          Map.entry("stop-distance", "0.9"),
          Map.entry("position-risk", "0.9"),
          Map.entry("open-risk", "0.9"),
          Map.entry("kelly-fraction", "1"),
          Map.entry("one-symbol", "true"),
          Map.entry("price-collar", "0.5"),
          Map.entry("price-age", "600"),
          Map.entry("entries-per-minute", "9"),
          Map.entry("entries-per-day", "9"),
          Map.entry("day-loss", "0.5"),
          Map.entry("day-loss-amount", "9999"),
          Map.entry("drawdown", "0.5"),
          Map.entry("total-loss-amount", "9999"));

  /** A part of the context, and the rules that cannot do without it. */
  private enum Part {
    STATE("kill-switch"),
    ACCOUNT("account-blocked"),
    LAST_EQUITY("day-loss"),
    POSITIONS(
        "position-weight",
        "one-symbol-at-a-time",
        "leverage",
        "open-risk",
        "position-risk",
        "position-notional",
        "kelly-fraction"),
    OPEN_ORDERS(
        "position-weight",
        "leverage",
        "open-risk",
        "position-risk",
        "position-notional",
        "kelly-fraction"),
    ORDERS_OF_SIGNAL("duplicate-intent"),
    MARKET("market-closed"),
    PRICE("reference-price"),
    LATEST_TRADE("price-age", "price-collar"),
    AVERAGE_VOLUME("volume-share"),
    ORDERS_OF_DAY("entries-per-minute", "entries-per-day"),
    TRADE_RETURNS("kelly-fraction"),
    STOPS("open-risk");

    private final List<String> rules;

    Part(String... rules) {
      this.rules = List.of(rules);
    }

    /** Whether some rule of an engine cannot do without this part. */
    private boolean isNeededBy(RiskEngine engine) {
      return engine.entryRules().stream().anyMatch(rules::contains);
    }
  }

  @Test
  void withEverythingKnownAllRulesLetTheOrderThrough() {
    RiskEngine engine = new RiskEngine(RiskProfiles.NONE.adjusted(LOOSE));
    assertInstanceOf(RiskDecision.Approved.class, check(engine, EnumSet.noneOf(Part.class)));
    assertEquals(27, engine.entryRules().size());
  }

  @ParameterizedTest
  @EnumSource(Part.class)
  void aMissingPartStopsTheEntryAndMayPass(Part part) {
    RiskEngine engine = new RiskEngine(RiskProfiles.NONE.adjusted(LOOSE));
    RiskDecision.Refused refused =
        assertInstanceOf(RiskDecision.Refused.class, check(engine, EnumSet.of(part)));
    assertTrue(refused.mayPass(), refused.message());
    assertTrue(refused.message().contains("needs to know, and does not: "), refused.message());
  }

  /** With any rules and any parts missing: refused exactly if a rule needs one of them. */
  @ParameterizedTest
  @ValueSource(longs = {3, 20261121, 987654321})
  void nothingIsAddedOnAGuess(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int refusals = 0;
    for (int run = 0; run < RUNS; run++) {
      RiskEngine engine = new RiskEngine(RiskProfiles.NONE.adjusted(some(LOOSE, random)));
      Set<Part> missing = EnumSet.noneOf(Part.class);
      for (int i = random.nextInt(3); i > 0; i--) {
        missing.add(Part.values()[random.nextInt(Part.values().length)]);
      }
      boolean needed = missing.stream().anyMatch(part -> part.isNeededBy(engine));
      RiskDecision decision = check(engine, missing);
      assertEquals(
          needed,
          decision instanceof RiskDecision.Refused,
          "seed " + seed + ", run " + run + ": " + missing + " " + engine.entryRules());
      refusals += needed ? 1 : 0;
    }
    assertTrue(refusals > RUNS / 10 && refusals < RUNS, "refused " + refusals);
  }

  /** The broker's positions are all it takes. */
  @ParameterizedTest
  @ValueSource(longs = {3, 20261121, 987654321})
  void theWayOutStaysOpen(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int run = 0; run < RUNS; run++) {
      RiskEngine engine = new RiskEngine(RiskProfiles.NONE.adjusted(some(LOOSE, random)));
      Set<Part> missing = EnumSet.noneOf(Part.class);
      Arrays.stream(Part.values())
          .filter(part -> part != Part.POSITIONS && random.nextBoolean())
          .forEach(missing::add);
      boolean isShort = random.nextBoolean();
      RiskContext context =
          without(
              missing,
              RiskFixtures.holding(
                  complete(),
                  RiskFixtures.position(
                      "TQQQ", isShort ? Direction.SHORT : Direction.LONG, "100")));
      RiskDecision decision =
          engine.check(
              RiskFixtures.order(
                  random.nextBoolean() ? OrderPurpose.EXIT : OrderPurpose.PROTECTIVE_STOP,
                  "TQQQ",
                  isShort ? Side.BUY : Side.SELL,
                  Integer.toString(1 + random.nextInt(100))),
              context);
      assertInstanceOf(
          RiskDecision.Approved.class, decision, "seed " + seed + ", run " + run + missing);
    }
  }

  @Test
  void withoutThePositionsNothingIsKnownToReduce() {
    RiskDecision.Refused refused =
        assertInstanceOf(
            RiskDecision.Refused.class,
            new RiskEngine(RiskProfiles.NONE)
                .check(
                    RiskFixtures.order(OrderPurpose.EXIT, "TQQQ", Side.SELL, "1"),
                    without(EnumSet.of(Part.POSITIONS), complete())));
    assertEquals("reduces-only", refused.rule());
    assertTrue(refused.mayPass());
  }

  private static RiskDecision check(RiskEngine engine, Set<Part> missing) {
    return engine.check(RiskFixtures.entry("TQQQ", "10"), without(missing, complete()));
  }

  private static RiskContext complete() {
    BigDecimal equity = new BigDecimal("10000");
    return RiskFixtures.context().toBuilder()
        // Enough of them that Kelly's weight, here 1, is to be reckoned.
        .tradeReturns(Fact.of(Collections.nCopies(40, new BigDecimal("0.01"))))
        .account(
            Fact.of(
                new AccountSnapshot(
                    equity, equity, equity, false, RiskFixtures.NOW, Optional.of(equity))))
        .build();
  }

  private static RiskContext without(Set<Part> missing, RiskContext known) {
    RiskContext.Builder context = known.toBuilder();
    for (Part part : missing) {
      switch (part) {
        case STATE -> context.state(unknown());
        case ACCOUNT -> context.account(unknown());
        case LAST_EQUITY -> {
          if (!missing.contains(Part.ACCOUNT)) {
            BigDecimal equity = new BigDecimal("10000");
            context.account(
                Fact.of(
                    new AccountSnapshot(
                        equity, equity, equity, false, RiskFixtures.NOW, Optional.empty())));
          }
        }
        case POSITIONS -> context.positions(unknown());
        case OPEN_ORDERS -> context.openOrders(unknown());
        case ORDERS_OF_SIGNAL -> context.ordersOfSignal(unknown());
        case MARKET -> context.market(unknown());
        case PRICE -> context.price(unknown());
        case LATEST_TRADE -> context.latestTrade(unknown());
        case AVERAGE_VOLUME -> context.averageVolume(unknown());
        case ORDERS_OF_DAY -> context.ordersOfDay(unknown());
        case TRADE_RETURNS -> context.tradeReturns(unknown());
        case STOPS -> context.stops(unknown());
      }
    }
    return context.build();
  }

  private static <T> Fact<T> unknown() {
    return Fact.unknown("withheld");
  }

  private static Map<String, String> some(Map<String, String> limits, SplittableRandom random) {
    Map<String, String> chosen = new TreeMap<>();
    List<String> keys = new ArrayList<>(new TreeMap<>(limits).keySet());
    keys.stream()
        .filter(key -> random.nextInt(4) == 0)
        .forEach(key -> chosen.put(key, String.valueOf(limits.get(key))));
    return chosen;
  }
}
