package io.bellwether.workbench.cli;

import io.bellwether.market.calendar.ContinuousCalendar;
import io.bellwether.market.calendar.NyseCalendar;
import io.bellwether.market.calendar.TradingCalendar;

/** Whose hours bars are measured against. */
enum Market {
  /** US shares: sessions of the NYSE. */
  US(new NyseCalendar()),
  /** Crypto-currencies: every minute of every day, UTC. */
  CRYPTO(new ContinuousCalendar());

  private final TradingCalendar calendar;

  Market(TradingCalendar calendar) {
    this.calendar = calendar;
  }

  TradingCalendar calendar() {
    return calendar;
  }
}
