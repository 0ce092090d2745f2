package io.bellwether.workbench.cloud;

import io.bellwether.cloud.dynamo.DynamoItemStore;
import io.bellwether.cloud.dynamo.ItemStore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The kit against DynamoDB Local, which is what the store in memory is held to. */
final class DynamoItemStoreTest extends ItemStoreKit {
  private static final String TABLE = "items";

  @SuppressWarnings("NullAway.Init")
  private static LocalDynamo dynamo;

  @BeforeAll
  static void start() {
    dynamo = LocalDynamo.start(TABLE);
  }

  @AfterAll
  static void stop() {
    dynamo.close();
  }

  @Override
  ItemStore store() {
    return new DynamoItemStore(dynamo.client(), TABLE);
  }
}
