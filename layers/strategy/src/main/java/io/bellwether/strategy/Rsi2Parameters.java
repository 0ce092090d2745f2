package io.bellwether.strategy;

import io.bellwether.market.Timeframe;
import io.bellwether.strategy.parameter.Interval;
import io.bellwether.strategy.parameter.ParameterSpec;
import io.bellwether.strategy.parameter.ParameterValues;
import io.bellwether.strategy.parameter.Validation;
import java.time.ZoneId;
import java.util.List;

/**
 * The parameters of {@link Rsi2}.
 *
 * @param rsiPeriod the period of the RSI of the main symbol's closes, in bars
 * @param entryRsi the RSI at or below which the main position is entered
 * @param exitRsi the RSI at or above which it is closed, more than {@code entryRsi}
 * @param stopLoss the distance of its stop below the entry price, as a fraction; 0 for none
 * @param stopTrigger what its stop is tested on
 * @param weight its size as a fraction of equity
 * @param reentry when it may be entered again after its stop
 * @param filters what else must hold at its entry
 * @param hedge the position in the hedge's symbol
 */
public record Rsi2Parameters(
    int rsiPeriod,
    double entryRsi,
    double exitRsi,
    double stopLoss,
    StopTrigger stopTrigger,
    double weight,
    Reentry reentry,
    Filters filters,
    Hedge hedge) {
  private static final Interval RSI_RANGE = Interval.closed(0, 100);
  private static final Interval WEIGHT_RANGE = Interval.openClosed(0, 1);
  private static final int LONGEST = 10_000;

  private static final ParameterSpec RSI_PERIOD =
      ParameterSpec.wholeNumber("rsi-period", 2, 1, LONGEST, "period of the RSI, in bars");
  private static final ParameterSpec ENTRY_RSI =
      ParameterSpec.number("entry-rsi", "30", RSI_RANGE, "enter at or below this RSI");
  private static final ParameterSpec EXIT_RSI =
      ParameterSpec.number("exit-rsi", "75", RSI_RANGE, "exit at or above this RSI");
  private static final ParameterSpec STOP_LOSS =
      ParameterSpec.number(
          "stop-loss",
          "0.05",
          Interval.closedOpen(0, 1),
          "stop this fraction below the entry price; 0 for none");
  private static final ParameterSpec STOP_TRIGGER =
      ParameterSpec.choice(
          "stop-trigger",
          List.of("intrabar", "close"),
          "whether the stop rests as an order, or is tested at closes for the next open");
  private static final ParameterSpec WEIGHT =
      ParameterSpec.number("weight", "0.90", WEIGHT_RANGE, "size as a fraction of equity");
  private static final ParameterSpec REENTRY =
      ParameterSpec.choice(
          "reentry-after-stop",
          List.of("immediate", "after-reset"),
          "whether a stop is followed by a new entry at once, or only after the entry condition has"
              + " once been false");
  private static final ParameterSpec VWAP_FILTER =
      ParameterSpec.onOff(
          "vwap-filter", true, "enter only while close < VWAP; by default on within the day");
  private static final ParameterSpec VWAP_PERIOD =
      ParameterSpec.wholeNumber(
          "vwap-period", 20, 1, LONGEST, "bars of the rolling VWAP, for timeframes of a day");
  private static final ParameterSpec SESSION_ZONE =
      ParameterSpec.timeZone(
          "session-zone",
          "America/New_York",
          "where midnight separates the sessions of the intraday VWAP; UTC for crypto");
  private static final ParameterSpec TREND_FILTER =
      ParameterSpec.onOff("trend-filter", false, "enter only while close > SMA");
  private static final ParameterSpec TREND_PERIOD =
      ParameterSpec.wholeNumber("trend-period", 20, 1, LONGEST, "period of that SMA, in bars");
  private static final ParameterSpec VOLUME_FILTER =
      ParameterSpec.onOff("volume-filter", false, "enter only on a bar of enough volume");
  private static final ParameterSpec MINIMUM_VOLUME =
      ParameterSpec.number(
          "minimum-volume", "0", Interval.atLeast(0), "that volume, in shares or coins");
  private static final ParameterSpec BOLLINGER_FILTER =
      ParameterSpec.onOff(
          "bollinger-filter", false, "enter only while close <= the lower Bollinger band");
  private static final ParameterSpec BOLLINGER_PERIOD =
      ParameterSpec.wholeNumber(
          "bollinger-period", 20, 1, LONGEST, "period of the Bollinger band, in bars");
  private static final ParameterSpec BOLLINGER_WIDTH =
      ParameterSpec.number(
          "bollinger-width", "2", Interval.atLeast(0), "its distance in standard deviations");
  private static final ParameterSpec HEDGE =
      ParameterSpec.onOff("hedge", true, "hold the second symbol while the RSI is extreme");
  private static final ParameterSpec HEDGE_WEIGHT =
      ParameterSpec.number(
          "hedge-weight", "0.30", WEIGHT_RANGE, "size of the hedge as a fraction of equity");
  private static final ParameterSpec HEDGE_ENTRY_RSI =
      ParameterSpec.number("hedge-entry-rsi", "90", RSI_RANGE, "enter the hedge above this RSI");
  private static final ParameterSpec HEDGE_EXIT_RSI =
      ParameterSpec.number("hedge-exit-rsi", "60", RSI_RANGE, "close the hedge below this RSI");

  /** What the stop of the main position is tested on. */
  public enum StopTrigger {
    /** Every price: it rests as an order from the fill on. */
    INTRABAR,
    /** Closes: a close at or below it exits at the next open, and nothing rests. */
    CLOSE
  }

  /** When the main position may be entered again after its stop. */
  public enum Reentry {
    /** At the close of the bar that stopped it, if the entry condition holds. */
    IMMEDIATE,
    /** Only once the entry condition has been false at a close. */
    AFTER_RESET
  }

  /**
   * What must hold at the entry of the main position, besides the RSI. Filters that are off need no
   * column and ask for nothing.
   *
   * @param vwap whether close &lt; VWAP is asked for
   * @param vwapPeriod the bars of the VWAP on timeframes of a day; within a day it is anchored to
   *     the session
   * @param sessionZone the zone whose midnight separates those sessions
   * @param trend whether close &gt; SMA is asked for
   * @param trendPeriod the period of that SMA
   * @param volume whether a volume of at least {@code minimumVolume} is asked for
   * @param minimumVolume in units of the symbol
   * @param bollinger whether close &lt;= lower Bollinger band is asked for
   * @param bollingerPeriod the period of the band
   * @param bollingerWidth its distance in population standard deviations
   */
  public record Filters(
      boolean vwap,
      int vwapPeriod,
      ZoneId sessionZone,
      boolean trend,
      int trendPeriod,
      boolean volume,
      double minimumVolume,
      boolean bollinger,
      int bollingerPeriod,
      double bollingerWidth) {}

  /**
   * The hedge. Neither stop nor filters apply to it.
   *
   * @param on whether there is one, given a second symbol and its series
   * @param weight its size as a fraction of equity
   * @param entryRsi the RSI of the main symbol above which it is entered
   * @param exitRsi the RSI below which it is closed, less than {@code entryRsi}
   */
  public record Hedge(boolean on, double weight, double entryRsi, double exitRsi) {}

  public Rsi2Parameters {
    Validation.of(Rsi2.NAME)
        .within(RSI_PERIOD, rsiPeriod)
        .within(ENTRY_RSI, entryRsi)
        .within(EXIT_RSI, exitRsi)
        .within(STOP_LOSS, stopLoss)
        .within(WEIGHT, weight)
        .within(VWAP_PERIOD, filters.vwapPeriod)
        .within(TREND_PERIOD, filters.trendPeriod)
        .within(MINIMUM_VOLUME, filters.minimumVolume)
        .within(BOLLINGER_PERIOD, filters.bollingerPeriod)
        .within(BOLLINGER_WIDTH, filters.bollingerWidth)
        .within(HEDGE_WEIGHT, hedge.weight)
        .within(HEDGE_ENTRY_RSI, hedge.entryRsi)
        .within(HEDGE_EXIT_RSI, hedge.exitRsi)
        .less(ENTRY_RSI, entryRsi, EXIT_RSI, exitRsi)
        .less(HEDGE_EXIT_RSI, hedge.exitRsi, HEDGE_ENTRY_RSI, hedge.entryRsi)
        .throwIfAny();
  }

  /** Whether a stop is tested at closes: it is a rule then, and no order. */
  boolean stopsAtCloses() {
    return stopLoss > 0 && stopTrigger == StopTrigger.CLOSE;
  }

  /** The parameters there are; the VWAP filter's default depends on the timeframe. */
  public static List<ParameterSpec> specs(Timeframe timeframe) {
    return List.of(
        RSI_PERIOD,
        ENTRY_RSI,
        EXIT_RSI,
        STOP_LOSS,
        STOP_TRIGGER,
        WEIGHT,
        REENTRY,
        VWAP_FILTER.withDefault(timeframe.isDaily() ? "off" : "on"),
        VWAP_PERIOD,
        SESSION_ZONE,
        TREND_FILTER,
        TREND_PERIOD,
        VOLUME_FILTER,
        MINIMUM_VOLUME,
        BOLLINGER_FILTER,
        BOLLINGER_PERIOD,
        BOLLINGER_WIDTH,
        HEDGE,
        HEDGE_WEIGHT,
        HEDGE_ENTRY_RSI,
        HEDGE_EXIT_RSI);
  }

  /** The defaults on a timeframe. */
  public static Rsi2Parameters defaults(Timeframe timeframe) {
    return from(ParameterValues.defaultsOf(specs(timeframe)));
  }

  static Rsi2Parameters from(ParameterValues values) {
    return new Rsi2Parameters(
        values.wholeNumber(RSI_PERIOD),
        values.number(ENTRY_RSI),
        values.number(EXIT_RSI),
        values.number(STOP_LOSS),
        values.text(STOP_TRIGGER).equals("close") ? StopTrigger.CLOSE : StopTrigger.INTRABAR,
        values.number(WEIGHT),
        values.text(REENTRY).equals("immediate") ? Reentry.IMMEDIATE : Reentry.AFTER_RESET,
        filters(values),
        new Hedge(
            values.isOn(HEDGE),
            values.number(HEDGE_WEIGHT),
            values.number(HEDGE_ENTRY_RSI),
            values.number(HEDGE_EXIT_RSI)));
  }

  private static Filters filters(ParameterValues values) {
    return new Filters(
        values.isOn(VWAP_FILTER),
        values.wholeNumber(VWAP_PERIOD),
        values.zone(SESSION_ZONE),
        values.isOn(TREND_FILTER),
        values.wholeNumber(TREND_PERIOD),
        values.isOn(VOLUME_FILTER),
        values.number(MINIMUM_VOLUME),
        values.isOn(BOLLINGER_FILTER),
        values.wholeNumber(BOLLINGER_PERIOD),
        values.number(BOLLINGER_WIDTH));
  }
}
