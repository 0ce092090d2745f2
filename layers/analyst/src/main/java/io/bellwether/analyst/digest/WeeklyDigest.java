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
import java.time.LocalDate;
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
   * Publishes the week of a date, one event per account. Publishing it again tells nobody again:
   * the notifications know it by its name and time.
   *
   * @param versions the strategies as they run here
   * @throws IllegalStateException if one could not be published: the run is to be repeated
   */
  public void publish(List<StrategyVersion> versions, LocalDate date) {
    List<String> lost = new ArrayList<>();
    for (TradingEvent event : events(versions, date)) {
      if (!events.taken(event)) {
        lost.add(event.account());
      }
    }
    if (!lost.isEmpty()) {
      throw new IllegalStateException(
          "the week of "
              + date
              + " could not be published for "
              + String.join(", ", lost)
              + "; the retry does it again");
    }
  }

  /**
   * The week of a date as people are told, by account; reads only. Accounts of strategies that are
   * switched off are told of where none is enabled.
   *
   * @param versions the strategies as they run here
   */
  public List<TradingEvent> events(List<StrategyVersion> versions, LocalDate date) {
    Week week = Week.of(date, calendar);
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
        week.sessions().isEmpty() ? to.minusSeconds(1) : week.sessions().getLast().close(),
        account,
        Optional.empty(),
        Optional.empty(),
        text,
        Map.of("week", week.name()),
        Optional.of("digest-" + account + "-" + week.name()));
  }
}
