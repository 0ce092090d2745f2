package io.bellwether.cloud.dynamo;

import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * An item that leads to a record kept elsewhere. Unlike a secondary index it is written in the same
 * transaction as the record and read consistently.
 *
 * @param target the record
 * @param label what a reader may choose by, such as the strategy; may be empty
 */
record Pointer(Key target, String label) {
  private static final String TARGET_PK = "targetPk";
  private static final String TARGET_SK = "targetSk";
  private static final String LABEL = "label";

  static Pointer of(Map<String, AttributeValue> item) {
    return new Pointer(
        new Key(Attributes.string(item, TARGET_PK), Attributes.string(item, TARGET_SK)),
        Attributes.string(item, LABEL));
  }

  void addTo(Map<String, AttributeValue> item) {
    item.put(TARGET_PK, fromS(target.pk()));
    item.put(TARGET_SK, fromS(target.sk()));
    item.put(LABEL, fromS(label));
  }
}
