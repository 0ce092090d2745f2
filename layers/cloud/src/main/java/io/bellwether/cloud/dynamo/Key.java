package io.bellwether.cloud.dynamo;

import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The primary key of an item.
 *
 * @param pk the partition
 * @param sk the place in the partition
 */
public record Key(String pk, String sk) {
  static final String PK = "pk";
  static final String SK = "sk";

  /**
   * The key of an item.
   *
   * @throws IllegalArgumentException if it has none
   */
  public static Key of(Map<String, AttributeValue> item) {
    return new Key(Attributes.string(item, PK), Attributes.string(item, SK));
  }

  /** The attributes that every item of this key has. */
  public Map<String, AttributeValue> attributes() {
    return Map.of(PK, fromS(pk), SK, fromS(sk));
  }

  @Override
  public String toString() {
    return pk + " / " + sk;
  }
}
