package io.bellwether.workbench.cost;

import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.Map;

/**
 * What a template does not say about a month.
 *
 * @param month the month that is counted; one of 31 days of which 23 are weekdays is the dearest
 * @param runs what one run of a function takes, by the function's short name
 * @param otherRuns what a run of any other function takes
 * @param eventsPerDay events for people: fills, warnings, the daily summary
 * @param pollers connections on which Lambda waits at a queue
 * @param customMetrics metrics that the functions write
 * @param tableGigabytes the size of the table
 * @param smsPerMonth text messages to each phone
 */
public record Assumptions(
    YearMonth month,
    Map<String, Run> runs,
    Run otherRuns,
    int eventsPerDay,
    int pollers,
    int customMetrics,
    BigDecimal tableGigabytes,
    int smsPerMonth) {
  /** March 2027: 31 days, 23 of them weekdays, which no month exceeds. */
  public static final YearMonth DEAREST_MONTH = YearMonth.of(2027, 3);

  /**
   * What one run of a function takes.
   *
   * @param seconds how long it is billed, a start of the JVM included
   * @param reads read units of DynamoDB, one for each 4 KB read consistently
   * @param writes write units of DynamoDB, one for each KB written and two in a transaction
   * @param logBytes what it logs, with the lines Lambda adds and the metrics
   */
  public record Run(BigDecimal seconds, int reads, int writes, int logBytes) {
    Run lasting(BigDecimal otherSeconds) {
      return new Run(otherSeconds, reads, writes, logBytes);
    }
  }

  /**
   * A paper account with one strategy. A test measures the requests of a day with a trade and finds
   * them below these; the durations are estimates that allow for a cold start, a slow broker and,
   * in signals, the wait until a bar is final.
   */
  public static final Assumptions DEFAULT =
      new Assumptions(
          DEAREST_MONTH,
          Map.of(
              "signals", new Run(new BigDecimal("60"), 10, 15, 4_000),
              "execution", new Run(new BigDecimal("4"), 10, 10, 4_000),
              "notifications", new Run(new BigDecimal("3"), 5, 5, 2_000),
              "analysis", new Run(new BigDecimal("120"), 500, 100, 20_000)),
          new Run(new BigDecimal("6"), 10, 15, 4_000),
          20,
          5,
          11,
          new BigDecimal("0.1"),
          30);

  public Assumptions {
    runs = Map.copyOf(runs);
  }

  /** The same for another month. */
  public Assumptions in(YearMonth other) {
    return new Assumptions(
        other, runs, otherRuns, eventsPerDay, pollers, customMetrics, tableGigabytes, smsPerMonth);
  }

  /** The same with this many events a day. */
  public Assumptions withEventsPerDay(int events) {
    return new Assumptions(
        month, runs, otherRuns, events, pollers, customMetrics, tableGigabytes, smsPerMonth);
  }

  /** The same with this many pollers at each queue. */
  public Assumptions withPollers(int count) {
    return new Assumptions(
        month, runs, otherRuns, eventsPerDay, count, customMetrics, tableGigabytes, smsPerMonth);
  }

  /** The same with a table of this size. */
  public Assumptions withTable(BigDecimal gigabytes) {
    return new Assumptions(
        month, runs, otherRuns, eventsPerDay, pollers, customMetrics, gigabytes, smsPerMonth);
  }

  /** The same with other durations, in seconds, of the functions named. */
  public Assumptions withSeconds(Map<String, BigDecimal> seconds) {
    Map<String, Run> changed = new HashMap<>(runs);
    seconds.forEach(
        (function, value) ->
            changed.put(function, runs.getOrDefault(function, otherRuns).lasting(value)));
    return new Assumptions(
        month,
        changed,
        otherRuns,
        eventsPerDay,
        pollers,
        customMetrics,
        tableGigabytes,
        smsPerMonth);
  }

  Run run(String function) {
    return runs.getOrDefault(function, otherRuns);
  }

  long events() {
    return (long) eventsPerDay * month.lengthOfMonth();
  }
}
