package io.bellwether.analyst.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bellwether.trading.analysis.Criterion;
import io.bellwether.trading.analysis.GateResult;
import io.bellwether.trading.analysis.Proposal;
import io.bellwether.trading.config.Activation;
import io.bellwether.trading.config.StrategyBook;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ActivationPolicyTest {
  private static final ActivationPolicy ON = new ActivationPolicy(true, 0.5, 1);
  private static final Instant NOW = Instant.parse("2024-05-15T21:00:00Z");

  private static Proposal proposal(double confidence) {
    return new Proposal(Map.of("exit-rsi", "60"), "", "", confidence, 1);
  }

  private static GateResult gate(boolean passed) {
    return new GateResult(1, List.of(new Criterion("plateau", "Plateau", passed, "", "", "")));
  }

  private static Activation activation(String time, String author, boolean automatic) {
    return new Activation(
        "rsi2", 1, 3, Optional.of(2), author, automatic, "", Optional.empty(), Instant.parse(time));
  }

  private static Optional<String> objection(Activation... history) {
    return ON.objection(proposal(0.6), gate(true), List.of(history), NOW);
  }

  @Test
  void byDefaultAPersonDecides() {
    Optional<String> objection =
        ActivationPolicy.DEFAULT.objection(proposal(1), gate(true), List.of(), NOW);
    assertTrue(objection.orElseThrow().contains("auto-apply is off"));
  }

  @Test
  void allThatIsAskedForIsEnough() {
    assertEquals(Optional.empty(), objection());
  }

  @Test
  void whatFailsTheGateNamesTheCriteria() {
    Optional<String> objection = ON.objection(proposal(1), gate(false), List.of(), NOW);
    assertTrue(objection.orElseThrow().contains("Plateau"));
  }

  @Test
  void confidenceMustBeAboveTheMinimum() {
    assertTrue(ON.objection(proposal(0.5), gate(true), List.of(), NOW).isPresent());
    assertTrue(ON.objection(proposal(Math.nextUp(0.5)), gate(true), List.of(), NOW).isEmpty());
  }

  @Test
  void oneActivationAMonthInNewYork() {
    // Half past nine in the evening of 30 April in New York, when UTC has May.
    assertEquals(Optional.empty(), objection(activation("2024-05-01T01:30:00Z", "analyst", true)));
    assertTrue(objection(activation("2024-05-01T04:00:00Z", "analyst", true)).isPresent());
  }

  @Test
  void aPersonsActivationIsNotOverruledInItsMonth() {
    assertTrue(objection(activation("2024-05-02T12:00:00Z", "person", false)).isPresent());
  }

  @Test
  void theFirstVersionIsNobodysDecision() {
    assertEquals(Optional.empty(), objection(Activation.first(StrategyBook.packaged().getFirst())));
  }

  @Test
  void anActivationOfTheFutureObjects() {
    assertTrue(objection(activation("2031-01-01T12:00:00Z", "analyst", true)).isPresent());
  }

  @Test
  void monthsBetweenAreCalendarMonths() {
    ActivationPolicy quarterly = new ActivationPolicy(true, 0.5, 3);
    List<Activation> march = List.of(activation("2024-03-01T12:00:00Z", "analyst", true));
    assertTrue(quarterly.objection(proposal(1), gate(true), march, NOW).isPresent());
    Instant june = Instant.parse("2024-06-01T12:00:00Z");
    assertEquals(Optional.empty(), quarterly.objection(proposal(1), gate(true), march, june));
  }

  @Test
  void aPolicyThatMeansNothingIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> new ActivationPolicy(true, Double.NaN, 1));
    assertThrows(IllegalArgumentException.class, () -> new ActivationPolicy(true, 0.5, 0));
  }
}
