package io.bellwether.cloud.dynamo;

import com.amazonaws.services.dynamodbv2.local.embedded.DynamoDBEmbedded;
import com.amazonaws.services.dynamodbv2.local.shared.access.AmazonDynamoDBLocal;
import io.bellwether.trading.ledger.Ledger;
import io.bellwether.trading.ledger.LedgerKit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The kit against DynamoDB Local, in process. */
class DynamoLedgerTest extends LedgerKit {
  private static final String TABLE = "trading";

  @SuppressWarnings("NullAway.Init")
  private static AmazonDynamoDBLocal dynamo;

  @SuppressWarnings("NullAway.Init")
  private static Ledger ledger;

  @BeforeAll
  static void start() {
    dynamo = DynamoDBEmbedded.create(true);
    TableDefinition.create(dynamo.dynamoDbClient(), TABLE);
    ledger = new DynamoLedger(dynamo.dynamoDbClient(), TABLE, AttemptTokens.of("test"));
  }

  @AfterAll
  static void stop() {
    dynamo.shutdown();
  }

  @Override
  protected Ledger ledger() {
    return ledger;
  }
}
