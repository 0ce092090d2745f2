package io.bellwether.analyst.digest;

import io.bellwether.market.calendar.TradingCalendar;
import io.bellwether.trading.analysis.MonthlySpend;
import io.bellwether.trading.config.StrategyVersion;
import io.bellwether.trading.event.EventPublisher;
import io.bellwether.trading.event.TradingEvent;
import io.bellwether.trading.event.TradingEvent.Severity;
import io.bellwether.trading.ledger.Ledger;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Tells people of each account's week, once. */
public final class WeeklyDigest {
  private final Ledger ledger;
  private final TradingCalendar calendar;
  private final EventPublisher events;
  private final BigDecimal budgetUsd;
  private final String stage;

  /**
   * A digest.
   *
   * @param budgetUsd what models may cost in a month
   * @param stage the deployment, for the commands in the text
   */
  public WeeklyDigest(
      Ledger ledger,
      TradingCalendar calendar,
      EventPublisher events,
      BigDecimal budgetUsd,
      String stage) {
    this.ledger = ledger;
    this.calendar = calendar;
    this.events = events;
    this.budgetUsd = budgetUsd;
    this.stage = stage;
  }

  /**
   * Publishes the last week that is over at a time, one event per account. Publishing it again
   * tells nobody again: the notifications know it by its name and time.
   *
   * @param versions the strategies as they run here
   * @param time not in the future
   * @return the week's name, such as {@code 2026-W47}
   * @throws IllegalStateException if one could not be published: the run is to be repeated
   */
  public String publish(List<StrategyVersion> versions, Instant time) {
    String week = Week.lastOver(time, calendar).name();
    List<String> lost = new ArrayList<>();
    for (TradingEvent event : events(versions, time)) {
      if (!events.taken(event)) {
        lost.add(event.account());
      }
    }
    if (!lost.isEmpty()) {
      throw new IllegalStateException(
          "the week "
              + week
              + " could not be published for "
              + String.join(", ", lost)
              + "; the retry does it again");
    }
    return week;
  }

  /**
   * The last week that is over at a time as people are told, by account; reads only. Accounts of
   * strategies that are switched off are told of where none is enabled.
   *
   * @param versions the strategies as they run here
   */
  public List<TradingEvent> events(List<StrategyVersion> versions, Instant time) {
    Week week = Week.lastOver(time, calendar);
    Map<String, List<StrategyVersion>> accounts = new TreeMap<>();
    List<StrategyVersion> enabled = versions.stream().filter(StrategyVersion::enabled).toList();
    for (StrategyVersion version : enabled.isEmpty() ? versions : enabled) {
      accounts.computeIfAbsent(version.account().id(), id -> new ArrayList<>()).add(version);
    }
    MonthlySpend spend = ledger.analysis().spend().of(week.month());
    List<TradingEvent> events = new ArrayList<>();
    accounts.forEach((account, its) -> events.add(event(account, week, its, spend)));
    return events;
  }

  private TradingEvent event(
      String account, Week week, List<StrategyVersion> versions, MonthlySpend spend) {
    Instant from = calendar.startOfDay(week.monday());
    Instant to = calendar.startOfDay(week.monday().plusWeeks(1));
    List<StrategyWeek> enabled =
        versions.stream()
            .filter(StrategyVersion::enabled)
            .map(version -> StrategyWeek.read(ledger, version, week, from, to))
            .toList();
    String text =
        enabled.isEmpty()
            ? DigestText.nothingEnabled(week)
            : new DigestText(week, stage).of(enabled, spend, budgetUsd);
    return new TradingEvent(
        TradingEvent.Type.WEEKLY_DIGEST,
        Severity.INFO,
        // The same however often, and whenever, it is published.
        week.last().close(),
        account,
        Optional.empty(),
        Optional.empty(),
        text,
        Map.of("week", week.name()),
        Optional.of("digest-" + account + "-" + week.name()));
  }
}
