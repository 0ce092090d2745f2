package io.bellwether.strategy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bellwether.market.Bars;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What becomes of rules and holdings, with conditions written down bar by bar. */
class DeciderTest {
  private static final Bars BARS = TestBars.ofCloses("TEST", 1, 2, 3, 4, 5, 6, 7, 8, 9, 10);

  /** A leg whose conditions hold at the bars listed. */
  private static final class Script implements Leg {
    private final Set<Integer> entries = new HashSet<>();
    private final Set<Integer> exits = new HashSet<>();
    private boolean concentrate;
    private boolean afterReset;

    @Override
    public String symbol() {
      return "TEST";
    }

    @Override
    public int nextEntry(int from, int to) {
      return IntStream.range(from, to).filter(entries::contains).findFirst().orElse(to);
    }

    @Override
    public int nextExit(int from, int to, Entry held) {
      return IntStream.range(from, to).filter(exits::contains).findFirst().orElse(to);
    }

    @Override
    public Sizing sizing(int t) {
      return new Sizing.WeightOfEquity(0.5);
    }

    @Override
    public Optional<StopLoss> stopLoss() {
      return Optional.of(new StopLoss(0.1));
    }

    @Override
    public boolean concentrate() {
      return concentrate;
    }

    @Override
    public boolean reentryAfterReset() {
      return afterReset;
    }

    @Override
    public String explain(int t) {
      return "bar " + t;
    }
  }

  private final Script leg = new Script();

  private Target decide(int t, LegState state) {
    Rules rules = new BoundRules(SeriesSet.align(List.of(BARS)), 2, List.of(leg));
    Decision decision = Decider.decide(rules, t, Map.of("TEST", state));
    assertEquals(BARS.start(t), decision.bar());
    assertEquals(1, decision.targets().size());
    return decision.targets().getFirst();
  }

  private static LegState.Held held() {
    return new LegState.Held(Direction.LONG, 3, 4.5, BARS.start(3));
  }

  private static LegState.Flat flatSince(int exitBar, ExitReason reason) {
    return new LegState.Flat(Optional.of(new LegState.LastExit(BARS.start(exitBar), reason)));
  }

  @Test
  void decidesNothingWhileIndicatorsAreUndefined() {
    leg.entries.addAll(Set.of(0, 1, 2));
    Rules rules = new BoundRules(SeriesSet.align(List.of(BARS)), 2, List.of(leg));
    assertTrue(Decider.decide(rules, 1, Map.of()).targets().isEmpty());
    assertEquals(1, Decider.decide(rules, 2, Map.of()).targets().size());
  }

  @Test
  void entersWhenFlatAndSaysHow() {
    leg.entries.add(5);
    assertEquals(
        new Target.Hold(
            "TEST",
            Direction.LONG,
            new Sizing.WeightOfEquity(0.5),
            Optional.of(new StopLoss(0.1)),
            Optional.empty(),
            false,
            "bar 5"),
        decide(5, LegState.Flat.NEW));
    assertEquals(new Target.Keep("TEST", "bar 6"), decide(6, LegState.Flat.NEW));
  }

  @Test
  void neverTopsUp() {
    leg.entries.add(5);
    assertInstanceOf(Target.Keep.class, decide(5, held()));
  }

  @Test
  void exitsByRuleOnlyWhatIsHeld() {
    leg.exits.add(5);
    assertEquals(new Target.Flat("TEST", ExitReason.RULE, "bar 5"), decide(5, held()));
    assertInstanceOf(Target.Keep.class, decide(5, LegState.Flat.NEW));
  }

  @Test
  void anExitComesBeforeAnEntryAtTheSameClose() {
    leg.entries.add(5);
    leg.exits.add(5);
    leg.concentrate = true;
    assertInstanceOf(Target.Flat.class, decide(5, held()));
  }

  @Test
  void concentrationRepeatsTheTargetOfAHeldPosition() {
    leg.concentrate = true;
    leg.entries.add(5);
    Target.Hold hold = assertInstanceOf(Target.Hold.class, decide(5, held()));
    assertTrue(hold.concentrate());
    assertInstanceOf(Target.Keep.class, decide(6, held()));
  }

  @Test
  void reentersAtOnceByDefault() {
    leg.entries.add(5);
    assertInstanceOf(Target.Hold.class, decide(5, flatSince(5, ExitReason.STOP)));
  }

  @Test
  void afterAStopWaitsUntilTheConditionWasFalse() {
    leg.afterReset = true;
    leg.entries.addAll(Set.of(4, 5, 6, 8));
    LegState stopped = flatSince(5, ExitReason.STOP);
    assertInstanceOf(Target.Keep.class, decide(5, stopped));
    assertInstanceOf(Target.Keep.class, decide(6, stopped));
    assertInstanceOf(Target.Hold.class, decide(8, stopped));
  }

  @Test
  void theCloseOfTheBarThatStoppedCounts() {
    leg.afterReset = true;
    leg.entries.add(6);
    assertInstanceOf(Target.Hold.class, decide(6, flatSince(5, ExitReason.STOP)));
  }

  @Test
  void onlyAStopMakesItWait() {
    leg.afterReset = true;
    leg.entries.addAll(Set.of(5, 6));
    assertInstanceOf(Target.Hold.class, decide(6, flatSince(5, ExitReason.RULE)));
    assertInstanceOf(Target.Hold.class, decide(6, LegState.Flat.NEW));
  }

  @Test
  void barsBeforeTheFirstDecisionAreNoReset() {
    leg.afterReset = true;
    leg.entries.addAll(Set.of(2, 3));
    // At bars 0 and 1 indicators are undefined, which says nothing about the condition.
    assertInstanceOf(Target.Keep.class, decide(3, flatSince(0, ExitReason.STOP)));
  }

  /** Another version had a leg of it; here nobody else would ever leave it. */
  @Test
  void whatIsHeldOfASymbolWithoutALegIsLeftWhetherOrNotIndicatorsAreDefined() {
    Rules rules = new BoundRules(SeriesSet.align(List.of(BARS)), 2, List.of(leg));
    Map<String, LegState> states =
        Map.of("Z", held(), "A", held(), "GONE", flatSince(4, ExitReason.STOP), "TEST", held());
    List<Target> targets = Decider.decide(rules, 5, states).targets();
    assertEquals(List.of("TEST", "A", "Z"), targets.stream().map(Target::symbol).toList());
    assertInstanceOf(Target.Keep.class, targets.getFirst());
    assertEquals(ExitReason.RULE, ((Target.Flat) targets.get(1)).reason());
    assertEquals(
        targets.subList(1, 3), Decider.decide(rules, 1, states).targets(), "still warming up");
  }

  @Test
  void aLegThatUnwindsLeavesAtOnceAndNeverEnters() {
    UnwindLeg unwind = new UnwindLeg("A");
    Entry entry = new Entry(Direction.LONG, 3, 4.5, 3);
    assertEquals(10, unwind.nextEntry(0, 10));
    assertEquals(4, unwind.nextExit(4, 10, entry));
    assertEquals(4, unwind.nextExit(5, 4, entry), "an empty range has no bar");
    assertThrows(IllegalStateException.class, () -> unwind.sizing(4));
  }
}
