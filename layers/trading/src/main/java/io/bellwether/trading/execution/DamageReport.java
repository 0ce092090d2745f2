package io.bellwether.trading.execution;

import io.bellwether.trading.Identifiers;
import io.bellwether.trading.config.StrategyVersion;
import io.bellwether.trading.event.EventPublisher;
import io.bellwether.trading.event.TradingEvent;
import io.bellwether.trading.ledger.DamagedItemException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;

/** Tells people that an account stands still because an item of its ledger is damaged. */
public final class DamageReport {
  private final EventPublisher events;
  private final InstantSource clock;

  public DamageReport(EventPublisher events, InstantSource clock) {
    this.events = events;
    this.clock = clock;
  }

  /**
   * Tells of a damaged item: once on each day (UTC) on which it is met, however often that is.
   *
   * @return whether it was taken; if not, it is to be told again
   */
  public boolean tell(StrategyVersion version, DamagedItemException damage) {
    String account = version.account().id();
    Instant day = clock.instant().truncatedTo(ChronoUnit.DAYS);
    return events.taken(
        new TradingEvent(
            TradingEvent.Type.FAILURE,
            TradingEvent.Severity.CRITICAL,
            day,
            account,
            Optional.of(version.strategy()),
            Optional.empty(),
            "account "
                + account
                + " stands still, orders and stops at the broker stand: "
                + damage.getMessage(),
            Map.of("item", damage.item(), "purpose", "ledger"),
            Optional.of(Identifiers.occurrence("damaged", account, damage.item()))));
  }
}
