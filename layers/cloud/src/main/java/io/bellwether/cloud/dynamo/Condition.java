package io.bellwether.cloud.dynamo;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What has to hold of the item that is there, or of there being none, for a write to be made. */
public sealed interface Condition {
  /** Whatever is there. */
  record Anything() implements Condition {}

  /** There is no item. */
  record Free() implements Condition {}

  /**
   * There is an item, and it has all these attributes.
   *
   * @param attributes at least one; numbers are equal if their values are
   */
  record Has(Map<String, AttributeValue> attributes) implements Condition {
    /** The same, and one attribute more. */
    Has and(String name, AttributeValue value) {
      Map<String, AttributeValue> more = new HashMap<>(attributes);
      more.put(name, value);
      return new Has(more);
    }
  }

  /** The condition in DynamoDB's words; absent if there is none. */
  default Optional<String> expression() {
    return switch (this) {
      case Anything anything -> Optional.empty();
      case Free free -> Optional.of("attribute_not_exists(pk)");
      case Has has ->
          Optional.of(
              has.attributes.keySet().stream()
                  .sorted()
                  .map(name -> "#" + name + " = :" + name)
                  .collect(Collectors.joining(" AND ")));
    };
  }

  /** What the names in the expression stand for: some, such as "token", are reserved words. */
  default Map<String, String> expressionNames() {
    return this instanceof Has(Map<String, AttributeValue> attributes)
        ? attributes.keySet().stream().collect(Collectors.toMap(name -> "#" + name, name -> name))
        : Map.of();
  }

  /** What the values in the expression stand for. */
  default Map<String, AttributeValue> expressionValues() {
    return this instanceof Has(Map<String, AttributeValue> attributes)
        ? attributes.entrySet().stream()
            .collect(Collectors.toMap(each -> ":" + each.getKey(), Map.Entry::getValue))
        : Map.of();
  }
}
