package io.bellwether.trading.signal;

/**
 * The way from a stored signal to execution: first in, first out per account, de-duplicated by id.
 */
public interface SignalQueue {
  /** Sends the signal's id; sending it again within minutes has no effect. */
  void send(String account, String signalId);
}
