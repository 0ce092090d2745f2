package io.bellwether.cloud.dynamo;

import java.util.List;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/**
 * The shape of the table: a partition key {@code pk} and a sort key {@code sk}, both text; no
 * secondary index, because reads have to be strongly consistent; no time to live, because nothing
 * in it may expire; billed per request.
 */
public final class TableDefinition {
  private TableDefinition() {}

  /** Creates the table in an embedded DynamoDB. On AWS the infrastructure does. */
  public static void create(DynamoDbClient client, String tableName) {
    client.createTable(
        request ->
            request
                .tableName(tableName)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(List.of(text(Key.PK), text(Key.SK)))
                .keySchema(List.of(key(Key.PK, KeyType.HASH), key(Key.SK, KeyType.RANGE))));
  }

  private static AttributeDefinition text(String name) {
    return AttributeDefinition.builder()
        .attributeName(name)
        .attributeType(ScalarAttributeType.S)
        .build();
  }

  private static KeySchemaElement key(String name, KeyType type) {
    return KeySchemaElement.builder().attributeName(name).keyType(type).build();
  }
}
