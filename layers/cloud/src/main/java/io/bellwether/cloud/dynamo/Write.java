package io.bellwether.cloud.dynamo;

import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Delete;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/**
 * One write, to be made alone or as a part of a transaction. Each kind says itself what part of a
 * transaction it is, so that a function needs the permission for those kinds alone that it makes.
 */
public sealed interface Write {
  /** The item. */
  Key key();

  /** This write as a part of a transaction of DynamoDB's. */
  TransactWriteItem part(String tableName);

  /** Whether the item that stood in the way is of this very attempt: a repeated call met itself. */
  default boolean isOwn(Map<String, AttributeValue> found) {
    return false;
  }

  /**
   * Stores an item in the place of what is there.
   *
   * @param item with the attributes of its key
   * @param condition what has to hold of what is there
   */
  record Put(Key key, Map<String, AttributeValue> item, Condition condition) implements Write {
    /** The same item on another condition. */
    Put onlyIf(Condition other) {
      return new Put(key, item, other);
    }

    @Override
    public boolean isOwn(Map<String, AttributeValue> found) {
      AttributeValue attempt = item.get(Writes.ATTEMPT);
      return attempt != null && attempt.equals(found.get(Writes.ATTEMPT));
    }

    /** This write made alone. */
    PutItemRequest request(String tableName) {
      PutItemRequest.Builder put = PutItemRequest.builder().tableName(tableName).item(item);
      condition
          .expression()
          .ifPresent(
              text ->
                  put.conditionExpression(text)
                      .returnValuesOnConditionCheckFailure(
                          ReturnValuesOnConditionCheckFailure.ALL_OLD));
      if (condition instanceof Condition.Has) {
        // Empty maps are refused.
        put.expressionAttributeNames(condition.expressionNames())
            .expressionAttributeValues(condition.expressionValues());
      }
      return put.build();
    }

    @Override
    public TransactWriteItem part(String tableName) {
      PutItemRequest alone = request(tableName);
      return TransactWriteItem.builder()
          .put(
              put -> {
                put.tableName(tableName)
                    .item(item)
                    .conditionExpression(alone.conditionExpression())
                    .returnValuesOnConditionCheckFailure(
                        alone.returnValuesOnConditionCheckFailure());
                if (condition instanceof Condition.Has) {
                  put.expressionAttributeNames(alone.expressionAttributeNames())
                      .expressionAttributeValues(alone.expressionAttributeValues());
                }
              })
          .build();
    }
  }

  /** Removes an item, if it is there. */
  record Removal(Key key) implements Write {
    @Override
    public TransactWriteItem part(String tableName) {
      return TransactWriteItem.builder()
          .delete(Delete.builder().tableName(tableName).key(key.attributes()).build())
          .build();
    }
  }

  /** Changes nothing, and stands in the way of the rest if its condition is not met. */
  record Check(Key key, Condition.Has condition) implements Write {
    @Override
    public TransactWriteItem part(String tableName) {
      return TransactWriteItem.builder()
          .conditionCheck(
              check ->
                  check
                      .tableName(tableName)
                      .key(key.attributes())
                      .conditionExpression(condition.expression().orElseThrow())
                      .expressionAttributeNames(condition.expressionNames())
                      .expressionAttributeValues(condition.expressionValues())
                      .returnValuesOnConditionCheckFailure(
                          ReturnValuesOnConditionCheckFailure.ALL_OLD))
          .build();
    }
  }
}
