package io.bellwether.workbench.cloud;

import com.amazonaws.services.dynamodbv2.local.embedded.DynamoDBEmbedded;
import com.amazonaws.services.dynamodbv2.local.shared.access.AmazonDynamoDBLocal;
import io.bellwether.cloud.dynamo.TableDefinition;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** DynamoDB Local in memory, called without HTTP. */
final class LocalDynamo implements AutoCloseable {
  private final AmazonDynamoDBLocal dynamo;
  private final DynamoDbClient client;

  private LocalDynamo(AmazonDynamoDBLocal dynamo) {
    this.dynamo = dynamo;
    this.client = dynamo.dynamoDbClient();
  }

  /** Starts it with the ledger's table. Without telemetry, which would call AWS. */
  static LocalDynamo start(String tableName) {
    boolean disableTelemetry = true;
    LocalDynamo local = new LocalDynamo(DynamoDBEmbedded.create(disableTelemetry));
    TableDefinition.create(local.client, tableName);
    return local;
  }

  DynamoDbClient client() {
    return client;
  }

  /** Stops its threads too, which would keep the JVM alive. */
  @Override
  public void close() {
    dynamo.shutdownNow();
  }
}
