package io.bellwether.trading.execution;

import io.bellwether.trading.ledger.EquityPoint;
import io.bellwether.trading.ledger.Journal;
import io.bellwether.trading.ledger.RiskRefusal;
import io.bellwether.trading.ledger.SessionRecord;
import io.bellwether.trading.ledger.Tick;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** A journal in memory. */
final class MemoryJournal implements Journal {
  private final List<Tick> ticks = new ArrayList<>();
  private final List<EquityPoint> equity = new ArrayList<>();
  private final List<RiskRefusal> refusals = new ArrayList<>();
  private final List<SessionRecord> sessions = new ArrayList<>();

  @Override
  public void record(Tick tick) {
    ticks.removeIf(
        old ->
            old.strategy().equals(tick.strategy()) && old.scheduledAt().equals(tick.scheduledAt()));
    ticks.add(tick);
  }

  @Override
  public List<Tick> ticks(String strategy, Instant from, Instant to) {
    return ticks.stream()
        .filter(tick -> tick.strategy().equals(strategy))
        .filter(tick -> !tick.scheduledAt().isBefore(from) && tick.scheduledAt().isBefore(to))
        .toList();
  }

  @Override
  public void record(EquityPoint point) {
    equity.removeIf(
        old -> old.account().equals(point.account()) && old.time().equals(point.time()));
    equity.add(point);
  }

  @Override
  public List<EquityPoint> equity(String account, Instant from, Instant to) {
    return equity.stream()
        .filter(point -> point.account().equals(account))
        .filter(point -> !point.time().isBefore(from) && point.time().isBefore(to))
        .toList();
  }

  @Override
  public boolean record(SessionRecord session) {
    boolean isNew =
        sessions.stream()
            .noneMatch(
                old ->
                    old.strategy().equals(session.strategy()) && old.date().equals(session.date()));
    return isNew && sessions.add(session);
  }

  @Override
  public List<SessionRecord> sessions(String strategy, LocalDate from, LocalDate to) {
    return sessions.stream()
        .filter(session -> session.strategy().equals(strategy))
        .filter(session -> !session.date().isBefore(from) && !session.date().isAfter(to))
        .toList();
  }

  @Override
  public Optional<SessionRecord> firstSession(String strategy, String account) {
    return sessions.stream()
        .filter(session -> session.strategy().equals(strategy))
        .filter(session -> session.account().equals(account))
        .min(Comparator.comparing(SessionRecord::date));
  }

  @Override
  public RiskRefusal record(RiskRefusal refusal) {
    Optional<RiskRefusal> first =
        refusals.stream()
            .filter(old -> old.clientOrderId().equals(refusal.clientOrderId()))
            .filter(old -> old.rule().equals(refusal.rule()))
            .findFirst();
    if (first.isEmpty()) {
      refusals.add(refusal);
    }
    return first.orElse(refusal);
  }

  @Override
  public List<RiskRefusal> refusals(String account, Instant from, Instant to) {
    return refusals.stream()
        .filter(refusal -> refusal.account().equals(account))
        .filter(refusal -> !refusal.time().isBefore(from) && refusal.time().isBefore(to))
        .toList();
  }
}
