package io.bellwether.workbench.cloud;

import io.bellwether.cloud.dynamo.AttemptTokens;
import io.bellwether.cloud.dynamo.DynamoLedger;
import io.bellwether.trading.ledger.Ledger;
import io.bellwether.trading.ledger.LedgerKit;

/** The kit against the store that simulations use. */
final class MemoryLedgerTest extends LedgerKit {
  private final Ledger ledger =
      new DynamoLedger(new MemoryItemStore("memory"), AttemptTokens.of("test"));

  @Override
  protected Ledger ledger() {
    return ledger;
  }
}
