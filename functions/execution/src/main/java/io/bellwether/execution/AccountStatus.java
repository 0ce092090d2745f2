package io.bellwether.execution;

import io.bellwether.trading.risk.RiskState;

/**
 * How an account stands by the ledger alone.
 *
 * @param risk what has stopped trading, if anything has
 * @param openPlans plans with something left to do
 * @param openOrders orders that have not ended, stops among them
 */
record AccountStatus(RiskState risk, int openPlans, int openOrders) {}
