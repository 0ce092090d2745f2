package io.bellwether.workbench.cloud;

import com.amazonaws.services.dynamodbv2.local.embedded.DynamoDBEmbedded;
import com.amazonaws.services.dynamodbv2.local.shared.access.AmazonDynamoDBLocal;
import io.bellwether.cloud.dynamo.TableDefinition;
import java.net.URI;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * DynamoDB Local in memory, called within the process or, by other processes too, over HTTP.
 *
 * @param endpoint where other processes reach it, if it is served
 * @param shutdown stops its threads, which would keep the JVM alive
 */
record LocalDynamo(DynamoDbClient client, Optional<URI> endpoint, Runnable shutdown)
    implements AutoCloseable {
  /** Starts it with the ledger's table. Without telemetry, which would call AWS. */
  static LocalDynamo start(String tableName) {
    boolean disableTelemetry = true;
    AmazonDynamoDBLocal dynamo = DynamoDBEmbedded.create(disableTelemetry);
    LocalDynamo local =
        new LocalDynamo(dynamo.dynamoDbClient(), Optional.empty(), dynamo::shutdownNow);
    TableDefinition.create(local.client, tableName);
    return local;
  }

  /** Starts it with the ledger's table on a free port of 127.0.0.1. */
  static LocalDynamo serve(String tableName) {
    DynamoServer server = DynamoServer.start();
    LocalDynamo local =
        new LocalDynamo(server.client(), Optional.of(server.endpoint()), server::close);
    TableDefinition.create(local.client, tableName);
    return local;
  }

  @Override
  public void close() {
    shutdown.run();
  }
}
