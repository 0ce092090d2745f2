package io.bellwether.trading.risk;

/** Facts that are learnt only for rules that need them: each costs a call to a broker or store. */
public enum CostlyFact {
  LATEST_TRADE,
  AVERAGE_VOLUME,
  ORDERS_OF_DAY,
  TRADE_RETURNS,
  STOPS
}
