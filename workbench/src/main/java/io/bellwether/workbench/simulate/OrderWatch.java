package io.bellwether.workbench.simulate;

import io.bellwether.workbench.exchange.SimulatedExchange.Reply;
import java.time.Instant;

/** Sees every order that the exchange was asked for, whatever the caller learns of it. */
@FunctionalInterface
interface OrderWatch {
  /**
   * An order call was carried out.
   *
   * @param body what was asked
   * @param reply what the exchange answered, whether or not that arrives
   * @param sender whose call it was
   */
  void carriedOut(String body, Reply reply, Sender sender);

  /**
   * Who asked for an order.
   *
   * @param begun the number of the invocation
   * @param heardAt when it had had its last answer of the broker's, by its own clock
   */
  record Sender(long begun, Instant heardAt) {}
}
