package io.bellwether.workbench.runtime.bench;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;

/**
 * The ledger's table with its strategies and nothing else, to be put back, so that each measured
 * invocation has the same to do.
 */
final class TableState {
  private static final Pattern STRATEGIES = Pattern.compile("STRATEGY#.*|ACTIVE");

  private final DynamoDbClient client;
  private final String table;
  private final List<String> keys;
  private final Set<Map<String, AttributeValue>> items;

  private TableState(
      DynamoDbClient client,
      String table,
      List<String> keys,
      Set<Map<String, AttributeValue>> items) {
    this.client = client;
    this.table = table;
    this.keys = keys;
    this.items = items;
  }

  /** The strategies that are in a table now. */
  static TableState strategies(DynamoDbClient client, String table) {
    List<String> keys =
        client.describeTable(request -> request.tableName(table)).table().keySchema().stream()
            .map(KeySchemaElement::attributeName)
            .toList();
    Set<Map<String, AttributeValue>> strategies =
        items(client, table).stream()
            .filter(item -> STRATEGIES.matcher(partition(item, keys)).matches())
            .collect(Collectors.toSet());
    return new TableState(client, table, keys, strategies);
  }

  private static String partition(Map<String, AttributeValue> item, List<String> keys) {
    return Optional.ofNullable(item.get(keys.getFirst())).map(AttributeValue::s).orElse("");
  }

  void putBack() {
    Set<Map<String, AttributeValue>> now = items(client, table);
    for (Map<String, AttributeValue> item : now) {
      if (!items.contains(item)) {
        Map<String, AttributeValue> key =
            keys.stream().collect(Collectors.toMap(name -> name, item::get));
        client.deleteItem(request -> request.tableName(table).key(key));
      }
    }
    for (Map<String, AttributeValue> item : items) {
      if (!now.contains(item)) {
        client.putItem(request -> request.tableName(table).item(item));
      }
    }
  }

  private static Set<Map<String, AttributeValue>> items(DynamoDbClient client, String table) {
    return client.scanPaginator(request -> request.tableName(table)).items().stream()
        .collect(Collectors.toSet());
  }
}
