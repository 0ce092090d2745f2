package io.bellwether.trading.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bellwether.strategy.Direction;
import io.bellwether.strategy.ExitReason;
import io.bellwether.trading.order.Side;
import io.bellwether.trading.plan.Plan.Step;
import io.bellwether.trading.plan.Plan.StepStatus;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PlanTest {
  private static final Instant NOW = Instant.parse("2026-11-20T20:30:00Z");

  private final Plan unplanned =
      Plan.unplanned("signal-1", "paper-1", "rsi2", NOW, NOW.plusSeconds(3600), NOW);

  @Test
  void anUnplannedPlanIsOpenWithoutSteps() {
    assertTrue(unplanned.open());
    assertFalse(unplanned.planned());
    assertEquals(List.of(), unplanned.steps());
    assertEquals(0, unplanned.revision());
  }

  @Test
  void aPlanWithoutAnythingToDoIsClosed() {
    Plan planned = unplanned.withSteps(List.of());
    assertTrue(planned.planned());
    assertFalse(planned.open());
    assertTrue(planned.exitsOver());
  }

  @ParameterizedTest
  @CsvSource({"WAITING, true", "SENT, true", "DONE, false", "SKIPPED, false"})
  void aPlanIsOpenWhileAStepIsNotOver(StepStatus status, boolean open) {
    Step over = exit("SQQQ").at(StepStatus.DONE, "");
    Plan plan = unplanned.withSteps(List.of(over, entry("TQQQ").at(status, "")));
    assertEquals(open, plan.open());
    assertTrue(plan.exitsOver());
  }

  @ParameterizedTest
  @EnumSource(StepStatus.class)
  void anExitIsUnderWayUntilItIsOver(StepStatus status) {
    Step step = exit("TQQQ").at(status, "");
    Plan plan = unplanned.withSteps(List.of(step, entry("SQQQ")));
    assertEquals(step.isOver(), plan.exitsOver());
    assertEquals(!step.isOver(), plan.isExiting("TQQQ"));
    assertFalse(plan.isExiting("SQQQ"), "an entry is no exit");
  }

  @Test
  void everyStepChangesAndNothingElse() {
    Plan planned = unplanned.withSteps(List.of(exit("SQQQ"), entry("TQQQ")));
    Plan done =
        planned.withSteps(
            planned.steps().stream().map(step -> step.at(StepStatus.DONE, "filled")).toList());
    assertEquals(
        List.of(
            exit("SQQQ").at(StepStatus.DONE, "filled"),
            entry("TQQQ").at(StepStatus.DONE, "filled")),
        done.steps());
    assertFalse(done.open());
    assertEquals(planned, done.withSteps(planned.steps()));
  }

  @Test
  void stepsAreCopied() {
    List<Step> steps = new ArrayList<>(List.of(exit("SQQQ")));
    Plan planned = unplanned.withSteps(steps);
    steps.clear();
    assertEquals(List.of(exit("SQQQ")), planned.steps());
    assertThrows(UnsupportedOperationException.class, () -> planned.steps().clear());
  }

  @Test
  void anotherOrderOfAStepHasTheNextSequence() {
    Step sent = exit("TQQQ").at(StepStatus.SENT, "half of it is left");
    Step again = sent.again();
    assertEquals(StepStatus.WAITING, again.status());
    assertEquals(sent.sequence() + 1, again.sequence());
    assertEquals(sent.at(StepStatus.WAITING, sent.note()), withSequence(again, sent.sequence()));
  }

  @ParameterizedTest
  @CsvSource({"LONG, true, BUY", "LONG, false, SELL", "SHORT, true, SELL", "SHORT, false, BUY"})
  void sides(Direction direction, boolean isEntry, Side side) {
    Step step = step("TQQQ", direction, isEntry ? Optional.empty() : Optional.of(ExitReason.RULE));
    assertEquals(isEntry, step.isEntry());
    assertEquals(side, step.side());
  }

  private static Step entry(String symbol) {
    return step(symbol, Direction.LONG, Optional.empty());
  }

  private static Step exit(String symbol) {
    return step(symbol, Direction.LONG, Optional.of(ExitReason.RULE));
  }

  private static Step step(String symbol, Direction direction, Optional<ExitReason> reason) {
    return new Step(
        symbol + "-leg",
        symbol,
        direction,
        BigDecimal.TEN,
        new BigDecimal("80"),
        reason,
        0,
        StepStatus.WAITING,
        "");
  }

  private static Step withSequence(Step step, int sequence) {
    return new Step(
        step.leg(),
        step.symbol(),
        step.direction(),
        step.quantity(),
        step.referencePrice(),
        step.exitReason(),
        sequence,
        step.status(),
        step.note());
  }
}
