package io.bellwether.workbench.simulate;

import io.bellwether.workbench.exchange.SimulatedExchange.Reply;

/** Sees every order that the exchange was asked for, whatever the caller learns of it. */
@FunctionalInterface
interface OrderWatch {
  /**
   * An order call was carried out.
   *
   * @param body what was asked
   * @param reply what the exchange answered, whether or not that arrives
   * @param begun the number of the invocation whose call it was
   */
  void carriedOut(String body, Reply reply, long begun);
}
