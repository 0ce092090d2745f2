package io.bellwether.strategy;

import io.bellwether.strategy.parameter.Interval;
import io.bellwether.strategy.parameter.ParameterSpec;
import io.bellwether.strategy.parameter.ParameterValues;
import io.bellwether.strategy.parameter.Validation;
import java.util.List;

/**
 * The parameters of {@link MovingAverage}.
 *
 * @param period the period of the average of closes, in bars
 * @param threshold how far a close has to lie from the average, as a fraction of it
 * @param decideEveryMinutes decisions are taken at multiples of this many minutes after 00:00 UTC
 * @param stopLoss the distance of the resting stop from the entry price, as a fraction; 0 for none
 * @param takeProfit the distance of the resting target, as a fraction; 0 for none
 * @param margin what backs one position, in the account's currency
 * @param leverage a position's worth as a multiple of its margin
 * @param minimumTurnover the turnover of 24 hours, in the quote currency, below which nothing is
 *     entered; 0 to ask for none
 */
public record MovingAverageParameters(
    int period,
    double threshold,
    int decideEveryMinutes,
    double stopLoss,
    double takeProfit,
    double margin,
    double leverage,
    double minimumTurnover) {
  private static final ParameterSpec PERIOD =
      ParameterSpec.wholeNumber("period", 60, 1, 10_000, "period of the SMA of closes, in bars");
  private static final ParameterSpec THRESHOLD =
      ParameterSpec.number(
          "threshold",
          "0.001",
          Interval.closedOpen(0, 1),
          "long this fraction above the SMA, short as far below it");
  private static final ParameterSpec DECIDE_EVERY =
      ParameterSpec.wholeNumber(
          "decide-every", 15, 1, 1_440, "minutes between decisions, counted from 00:00 UTC");
  private static final ParameterSpec STOP_LOSS =
      ParameterSpec.number(
          "stop-loss",
          "0.02",
          Interval.closedOpen(0, 1),
          "resting stop this fraction from the entry price; 0 for none");
  private static final ParameterSpec TAKE_PROFIT =
      ParameterSpec.number(
          "take-profit",
          "0.04",
          Interval.closedOpen(0, 1),
          "resting target this fraction from the entry price; 0 for none");
  private static final ParameterSpec MARGIN =
      ParameterSpec.number(
          "margin",
          "0.50",
          Interval.openClosed(0, 1e9),
          "what backs one position, in the account's currency");
  private static final ParameterSpec LEVERAGE =
      ParameterSpec.number(
          "leverage",
          "10",
          Interval.closed(1, 200),
          "size of the position as a multiple of its margin");
  private static final ParameterSpec MINIMUM_TURNOVER =
      ParameterSpec.number(
          "minimum-turnover",
          "500000",
          Interval.atLeast(0),
          "enter nothing traded for less in 24 hours, in the quote currency; 0 for no limit");

  /** The parameters there are, in the order of their importance. */
  public static final List<ParameterSpec> SPECS =
      List.of(
          PERIOD,
          THRESHOLD,
          DECIDE_EVERY,
          STOP_LOSS,
          TAKE_PROFIT,
          MARGIN,
          LEVERAGE,
          MINIMUM_TURNOVER);

  public MovingAverageParameters {
    Validation.of(MovingAverage.NAME)
        .within(PERIOD, period)
        .within(THRESHOLD, threshold)
        .within(DECIDE_EVERY, decideEveryMinutes)
        .within(STOP_LOSS, stopLoss)
        .within(TAKE_PROFIT, takeProfit)
        .within(MARGIN, margin)
        .within(LEVERAGE, leverage)
        .within(MINIMUM_TURNOVER, minimumTurnover)
        .throwIfAny();
  }

  /** The defaults. */
  public static MovingAverageParameters defaults() {
    return from(ParameterValues.defaultsOf(SPECS));
  }

  static MovingAverageParameters from(ParameterValues values) {
    return new MovingAverageParameters(
        values.wholeNumber(PERIOD),
        values.number(THRESHOLD),
        values.wholeNumber(DECIDE_EVERY),
        values.number(STOP_LOSS),
        values.number(TAKE_PROFIT),
        values.number(MARGIN),
        values.number(LEVERAGE),
        values.number(MINIMUM_TURNOVER));
  }

  /** Whether a turnover is asked for at all; if not, it need not be defined. */
  boolean asksForTurnover() {
    return minimumTurnover > 0;
  }
}
