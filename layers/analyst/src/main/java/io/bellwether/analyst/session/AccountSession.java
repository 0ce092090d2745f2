package io.bellwether.analyst.session;

import io.bellwether.research.metrics.Conventions;
import io.bellwether.strategy.Direction;
import io.bellwether.strategy.ExitReason;
import io.bellwether.trading.analysis.SessionPerformance;
import io.bellwether.trading.config.StrategyVersion;
import io.bellwether.trading.ledger.Holding;
import io.bellwether.trading.ledger.Ledger;
import io.bellwether.trading.ledger.SessionRecord;
import io.bellwether.trading.ledger.Trade;
import io.bellwether.trading.signal.Signal;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What an account did for a strategy on one day, from the ledger. Cash that no fill explains is no
 * profit or loss, and the first recorded session has none: what it began with is not on record.
 */
final class AccountSession {
  /** No trade is later; the ledger's keys have four digits of year. */
  private static final Instant FAR = Instant.parse("9999-01-01T00:00:00Z");

  private final Ledger ledger;
  private final StrategyVersion version;
  private final LocalDate date;
  private final Conventions conventions;
  private final Instant start;
  private final Instant end;
  private final List<Position> positions;

  AccountSession(Ledger ledger, StrategyVersion version, LocalDate date, Conventions conventions) {
    this.ledger = ledger;
    this.version = version;
    this.date = date;
    this.conventions = conventions;
    this.start = date.atStartOfDay(conventions.zone()).toInstant();
    this.end = date.plusDays(1).atStartOfDay(conventions.zone()).toInstant();
    this.positions = positions();
  }

  /** A position from its first fill to an exit, or open. */
  private record Position(
      String symbol,
      Direction direction,
      Instant entryTime,
      Instant exitTime,
      Optional<Trade> trade) {
    static Position of(Trade trade) {
      return new Position(
          trade.symbol(),
          trade.direction(),
          trade.entryTime(),
          trade.exitTime(),
          Optional.of(trade));
    }

    static Position of(Holding holding) {
      return new Position(
          holding.symbol(), holding.direction(), holding.entryTime(), FAR, Optional.empty());
    }
  }

  /** A position that is closed by now may have been held then: the future is asked for its past. */
  private List<Position> positions() {
    String account = version.account().id();
    Stream<Position> closed =
        ledger.holdings().trades(account, Instant.EPOCH, FAR).stream()
            .filter(trade -> trade.strategy().equals(version.strategy()))
            .map(Position::of);
    Stream<Position> open =
        ledger.holdings().of(account).stream()
            .filter(holding -> holding.strategy().equals(version.strategy()) && !holding.isFlat())
            .map(Position::of);
    return Stream.concat(closed, open).filter(held -> held.entryTime().isBefore(end)).toList();
  }

  /** The version that decided last on the day; where none did, the one handed in. */
  StrategyVersion versionInForce() {
    Optional<Integer> decided =
        ledger.signals().between(version.account().id(), start, end).stream()
            .filter(signal -> signal.strategy().equals(version.strategy()))
            .map(Signal::version)
            .reduce((_, later) -> later);
    return decided
        .flatMap(
            number ->
                ledger.strategies().versions(version.strategy()).stream()
                    .filter(one -> one.version() == number)
                    .findFirst())
        .orElse(version);
  }

  /** The performance; nothing if the day is not on record. */
  Optional<SessionPerformance> performance() {
    List<SessionRecord> sessions =
        ledger.journal().sessions(version.strategy(), LocalDate.EPOCH, date).stream()
            .filter(session -> session.account().equals(version.account().id()))
            .toList();
    if (sessions.isEmpty()
        || !sessions.getLast().date().equals(date)
        || sessions.getFirst().equity().signum() <= 0) {
      return Optional.empty();
    }
    double first = sessions.getFirst().equity().doubleValue();
    Progress progress = new Progress(first, conventions);
    progress.close(first);
    for (SessionRecord session : sessions.subList(1, sessions.size())) {
      progress.close(
          session.equity().doubleValue(),
          session.unexplainedCash().map(BigDecimal::doubleValue).orElse(0.0));
    }
    List<Trade> trades = closedBefore(end);
    long wins = trades.stream().filter(trade -> trade.pnl().signum() > 0).count();
    return Optional.of(
        new SessionPerformance(
            progress.profit(),
            progress.totalReturn(),
            progress.drawdown(),
            progress.sharpe(),
            trades.isEmpty() ? Optional.empty() : Optional.of((double) wins / trades.size()),
            trades.size(),
            trades.size() - closedBefore(start).size(),
            positions.stream().anyMatch(held -> !held.exitTime().isBefore(start))));
  }

  private List<Trade> closedBefore(Instant time) {
    return positions.stream()
        .flatMap(held -> held.trade().stream())
        .filter(trade -> trade.exitTime().isBefore(time))
        .toList();
  }

  /** What happened, in words. */
  List<String> events() {
    EventWords words = new EventWords(version.symbols().getFirst());
    SortedSet<String> events = new TreeSet<>();
    for (Position held : positions) {
      if (!held.entryTime().isBefore(start)) {
        events.add(words.entry(held.direction(), held.symbol()));
      }
      if (!held.exitTime().isBefore(start) && held.exitTime().isBefore(end)) {
        ExitReason reason = held.trade().map(Trade::exitReason).orElse(ExitReason.RULE);
        events.add(words.exit(reason, held.symbol()));
      }
    }
    return List.copyOf(events);
  }
}
