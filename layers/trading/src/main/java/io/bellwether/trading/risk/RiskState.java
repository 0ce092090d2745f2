package io.bellwether.trading.risk;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/**
 * What is remembered of an account's risk. The revision is the store's to raise: every method here
 * leaves it as it is. States stored before a component existed are read with it empty.
 *
 * @param account the account
 * @param killed whether a person stopped all new exposure
 * @param disabled whether a limit did; a person enables trading again
 * @param reason why, for people
 * @param peakEquity the highest equity seen; the drawdown limit counts from it
 * @param suspect the first of two readings a limit needs, if one is waiting for its second
 * @param startEquity the first equity seen; the total loss counts from it
 * @param dayLoss the day that has no more entries, because of its loss
 * @param closing an emergency stop that is not through yet
 * @param untold a breach of a limit that people are still to be told of
 * @param revision counts changes
 */
public record RiskState(
    String account,
    boolean killed,
    boolean disabled,
    String reason,
    Optional<BigDecimal> peakEquity,
    Optional<Reading> suspect,
    Optional<BigDecimal> startEquity,
    Optional<DayLoss> dayLoss,
    Optional<Closing> closing,
    Optional<Untold> untold,
    long revision) {
  /** One reading of equity. */
  public record Reading(BigDecimal equity, Instant time) {}

  /** A day, by the exchange's calendar, that has no more entries, and why. */
  public record DayLoss(LocalDate day, String reason) {}

  /**
   * An emergency stop under way: orders are being cancelled and positions closed.
   *
   * @param since when it was decided; its plans are named after it
   */
  public record Closing(Instant since) {}

  /**
   * A breach that people are to be told of.
   *
   * @param time when it was confirmed
   * @param rule the limit
   * @param message what happened and what is done about it
   * @param critical whether it asks a person to act
   */
  public record Untold(Instant time, String rule, String message, boolean critical) {}

  /** An account of which nothing is remembered. */
  public static RiskState initial(String account) {
    return new RiskState(
        account,
        false,
        false,
        "",
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        0);
  }

  /** Whether a person or a limit allows no entry on a day. */
  public boolean bars(LocalDate today) {
    return killed || disabled || dayLoss.filter(loss -> loss.day().equals(today)).isPresent();
  }

  /**
   * This state after a person stopped all new exposure. Positions and their stops stay.
   *
   * @throws IllegalArgumentException if the reason is blank
   */
  public RiskState kill(String why) {
    Change change = change();
    change.killed = true;
    change.reason = because(why);
    return change.made();
  }

  /**
   * This state after a limit disabled trading.
   *
   * @throws IllegalArgumentException if the reason is blank
   */
  public RiskState disable(String why) {
    Change change = change();
    change.disabled = true;
    change.reason = because(why);
    change.suspect = Optional.empty();
    return change.made();
  }

  /**
   * This state after a limit disabled trading and everything is to be closed.
   *
   * @throws IllegalArgumentException if the reason is blank
   */
  RiskState close(String why, Untold breach) {
    Change change = disable(why).change();
    change.closing = Optional.of(new Closing(breach.time()));
    change.untold = Optional.of(breach);
    return change.made();
  }

  /** This state after the day's loss ended its entries. */
  RiskState endDay(DayLoss loss, Untold breach) {
    Change change = change();
    change.dayLoss = Optional.of(loss);
    change.untold = Optional.of(breach);
    change.suspect = Optional.empty();
    return change.made();
  }

  /** This state once nothing is left to close. */
  public RiskState closed() {
    Change change = change();
    change.closing = Optional.empty();
    return change.made();
  }

  /** This state once people have been told. */
  public RiskState told() {
    Change change = change();
    change.untold = Optional.empty();
    return change.made();
  }

  /**
   * This state after a person enabled trading again, whatever had stopped it. If a limit had, what
   * it counted from is forgotten and starts anew with the next reading; else the limit would strike
   * at once. An emergency stop that is not through yet is given up: what is held stays.
   */
  public RiskState enable() {
    RiskState before = disabled ? rebase() : this;
    Change change = before.change();
    change.killed = false;
    change.disabled = false;
    change.reason = "";
    change.suspect = Optional.empty();
    change.closing = Optional.empty();
    return change.made();
  }

  /**
   * This state with losses counted anew, from the next reading: for after a deposit or withdrawal,
   * which would else look like a gain or a loss. Whatever stopped trading stays.
   */
  public RiskState rebase() {
    Change change = change();
    change.peakEquity = Optional.empty();
    change.startEquity = Optional.empty();
    change.suspect = Optional.empty();
    return change.made();
  }

  /** This state after the first reading of equity. */
  RiskState begin(BigDecimal equity) {
    Change change = withPeak(equity).change();
    change.startEquity = Optional.of(equity);
    return change.made();
  }

  /** This state with another peak, and no reading waiting. */
  RiskState withPeak(BigDecimal peak) {
    Change change = change();
    change.peakEquity = Optional.of(peak);
    change.suspect = Optional.empty();
    return change.made();
  }

  /** This state with another reading waiting for its second, or none. */
  RiskState withSuspect(Optional<Reading> reading) {
    Change change = change();
    change.suspect = reading;
    return change.made();
  }

  /** Neither of two reasons hides the other. */
  private String because(String why) {
    if (why.isBlank()) {
      throw new IllegalArgumentException("stopping account " + account + " needs a reason");
    }
    return reason.isEmpty() || reason.equals(why) ? why : reason + "; " + why;
  }

  private Change change() {
    return new Change(this);
  }

  /** A state in the making. */
  private static final class Change {
    private final RiskState from;
    private boolean killed;
    private boolean disabled;
    private String reason;
    private Optional<BigDecimal> peakEquity;
    private Optional<Reading> suspect;
    private Optional<BigDecimal> startEquity;
    private Optional<DayLoss> dayLoss;
    private Optional<Closing> closing;
    private Optional<Untold> untold;

    private Change(RiskState from) {
      this.from = from;
      this.killed = from.killed;
      this.disabled = from.disabled;
      this.reason = from.reason;
      this.peakEquity = from.peakEquity;
      this.suspect = from.suspect;
      this.startEquity = from.startEquity;
      this.dayLoss = from.dayLoss;
      this.closing = from.closing;
      this.untold = from.untold;
    }

    private RiskState made() {
      return new RiskState(
          from.account,
          killed,
          disabled,
          reason,
          peakEquity,
          suspect,
          startEquity,
          dayLoss,
          closing,
          untold,
          from.revision);
    }
  }
}
