package io.bellwether.analyst.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bellwether.trading.analysis.Criterion;
import io.bellwether.trading.analysis.GateResult;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class CriteriaTest {
  private static final GateLimits LIMITS = GateLimits.DEFAULT;

  /** A change of one figure, and the one criterion that is not met then. */
  private record Case(String fails, UnaryOperator<Figures> change) {
    @Override
    public String toString() {
      return fails;
    }
  }

  /** The figures a criterion looks at, each exactly at its limit. */
  private record Figures(
      int trades,
      double luck,
      double deflated,
      double walk,
      double lead,
      double improvement,
      double overfitting,
      double lossElsewhere,
      double drawdown,
      double plateau) {
    static final Figures AT_THE_LIMITS =
        new Figures(
            LIMITS.minimumTrades(),
            LIMITS.searchLuck(),
            LIMITS.deflatedSharpe(),
            LIMITS.walkForward(),
            LIMITS.walkForwardLead(),
            LIMITS.improvement(),
            LIMITS.overfitting(),
            LIMITS.lossElsewhere(),
            -LIMITS.drawdownMargin(),
            LIMITS.plateau());

    Figures trades(int n) {
      return new Figures(
          n,
          luck,
          deflated,
          walk,
          lead,
          improvement,
          overfitting,
          lossElsewhere,
          drawdown,
          plateau);
    }

    /** One figure replaced, counted from the second on. */
    Figures with(int figure, double value) {
      double[] all = {
        luck, deflated, walk, lead, improvement, overfitting, lossElsewhere, drawdown, plateau
      };
      all[figure] = value;
      return new Figures(
          trades, all[0], all[1], all[2], all[3], all[4], all[5], all[6], all[7], all[8]);
    }

    Evidence evidence() {
      return new Evidence(
          2_520,
          trades,
          1.1,
          0.2,
          300,
          72,
          new SearchLuck(luck, 99, 0.5),
          deflated,
          0.8,
          new Reselection(7, 1_764, 0.6, 0.1, walk, lead),
          improvement,
          overfitting,
          lossElsewhere,
          drawdown,
          0,
          26,
          plateau);
    }
  }

  private static Stream<Case> oneByOne() {
    double more = 1e-9;
    return Stream.of(
        new Case("trades", f -> f.trades(LIMITS.minimumTrades() - 1)),
        new Case("search-luck", f -> f.with(0, LIMITS.searchLuck() + more)),
        new Case("deflated-sharpe", f -> f.with(1, LIMITS.deflatedSharpe() - more)),
        new Case("walk-forward", f -> f.with(2, LIMITS.walkForward() - more)),
        new Case("walk-forward-lead", f -> f.with(3, LIMITS.walkForwardLead() - more)),
        new Case("improvement", f -> f.with(4, LIMITS.improvement() + more)),
        new Case("overfitting", f -> f.with(5, LIMITS.overfitting() + more)),
        new Case("loss-elsewhere", f -> f.with(6, LIMITS.lossElsewhere() + more)),
        new Case("drawdown", f -> f.with(7, -LIMITS.drawdownMargin() - more)),
        new Case("plateau", f -> f.with(8, LIMITS.plateau() - more)));
  }

  private static Stream<Case> notKnown() {
    List<Case> all = oneByOne().toList();
    return Stream.iterate(1, i -> i < all.size(), i -> i + 1)
        .map(i -> new Case(all.get(i).fails(), f -> f.with(i - 1, Double.NaN)));
  }

  private static List<String> failures(Figures figures) {
    return new GateResult(300, Criteria.of(figures.evidence(), LIMITS))
        .failures().stream().map(Criterion::key).toList();
  }

  @Test
  void whatIsExactlyAtEveryLimitPasses() {
    assertEquals(List.of(), failures(Figures.AT_THE_LIMITS));
  }

  @ParameterizedTest
  @MethodSource("oneByOne")
  void eachCriterionFailsByItself(Case one) {
    assertEquals(List.of(one.fails()), failures(one.change().apply(Figures.AT_THE_LIMITS)));
  }

  @ParameterizedTest
  @MethodSource("notKnown")
  void aFigureThatIsNotKnownFails(Case one) {
    Figures figures = one.change().apply(Figures.AT_THE_LIMITS);
    assertEquals(List.of(one.fails()), failures(figures));
    Criterion failed =
        new GateResult(1, Criteria.of(figures.evidence(), LIMITS)).failures().getFirst();
    assertEquals("not known", failed.figure());
  }

  @Test
  void criteriaSayInASentenceWhatTheyMean() {
    for (Criterion criterion : Criteria.of(Figures.AT_THE_LIMITS.evidence(), LIMITS)) {
      assertTrue(criterion.meaning().endsWith("."), criterion::toString);
      assertTrue(criterion.key().matches("[a-z]+(-[a-z]+)*"), criterion::toString);
    }
  }
}
