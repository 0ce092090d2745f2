package io.bellwether.analyst.digest;

import io.bellwether.market.calendar.Session;
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
import java.time.YearMonth;
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

  /** Whether a date is the last session of its week: after its close the week can be told. */
  public boolean isDue(LocalDate date) {
    List<Session> sessions = Week.of(date, calendar).sessions();
    return !sessions.isEmpty() && sessions.getLast().date().equals(date);
  }

  /**
   * Publishes the week of a date, one event per account. Publishing it again tells nobody again:
   * the notifications know it by its name and time.
   *
   * @throws IllegalStateException if one could not be published: the run is to be repeated
   */
  public void publish(LocalDate date) {
    List<String> lost = new ArrayList<>();
    for (TradingEvent event : events(date)) {
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

  /** The week of a date as people are told, by account; reads only. */
  public List<TradingEvent> events(LocalDate date) {
    Week week = Week.of(date, calendar);
    Map<String, List<StrategyVersion>> accounts = new TreeMap<>();
    for (StrategyVersion version : ledger.strategies().active()) {
      accounts.computeIfAbsent(version.account().id(), id -> new ArrayList<>()).add(version);
    }
    MonthlySpend spend = ledger.analysis().spend().of(YearMonth.from(week.sunday()));
    List<TradingEvent> events = new ArrayList<>();
    accounts.forEach((account, versions) -> events.add(event(account, week, versions, spend)));
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
