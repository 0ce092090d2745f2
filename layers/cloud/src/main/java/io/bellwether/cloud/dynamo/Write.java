package io.bellwether.cloud.dynamo;

import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromBool;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import io.bellwether.trading.ledger.Lease;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/**
 * One write, to be made alone or as a part of a transaction.
 *
 * @param key the item
 * @param item what it is to be; absent to remove it
 * @param condition what has to hold of the item that is there; absent for anything
 * @param expected the revision the condition asks for; absent if it asks for none
 */
record Write(
    Key key,
    Optional<Map<String, AttributeValue>> item,
    Optional<String> condition,
    Optional<Long> expected) {
  /** The number of the layout of items; raised when older releases could not read the newer. */
  static final int SCHEMA = 1;

  static final String SCHEMA_ATTRIBUTE = "schema";
  static final String ATTEMPT = "attempt";

  private static final String ENTITY = "entity";
  private static final String REVISION = "revision";
  private static final String OPEN = "isOpen";
  private static final String IS_NEW = "attribute_not_exists(pk)";
  private static final String IS_REVISION = "revision = :revision";
  private static final String IS_TOKEN = "#token = :token";
  private static final String IS_OPEN = "isOpen = :open";

  /** Stores a record in the place of what is there. */
  static Write replacement(Key key, Record value, String attempt) {
    return new Write(
        key, Optional.of(item(key, value, attempt)), Optional.empty(), Optional.empty());
  }

  /** Stores a record if its key is free. */
  static Write creation(Key key, Record value, String attempt) {
    return new Write(
        key, Optional.of(item(key, value, attempt)), Optional.of(IS_NEW), Optional.empty());
  }

  /** Stores a record with its revision raised, if the revision there is the record's. */
  static Write revision(Key key, Record value, long revision, String attempt) {
    Map<String, AttributeValue> item = item(key, value, attempt);
    item.put(REVISION, fromN(Long.toString(revision + 1)));
    return new Write(key, Optional.of(item), Optional.of(IS_REVISION), Optional.of(revision));
  }

  /**
   * Like {@link #revision} for records that begin with their first update: revision 0 means that
   * nothing is stored.
   */
  static Write revisionOrFirst(Key key, Record value, long revision, String attempt) {
    Write write = revision(key, value, revision, attempt);
    return revision > 0 ? write : new Write(key, write.item, Optional.of(IS_NEW), Optional.empty());
  }

  /** Makes {@code at} lead to the record at {@code target}. */
  static Write pointer(Key at, Key target, String label) {
    Map<String, AttributeValue> item = new HashMap<>(at.attributes());
    item.put(ENTITY, fromS("Pointer"));
    item.putAll(new Pointer(target, label).attributes());
    return new Write(at, Optional.of(item), Optional.empty(), Optional.empty());
  }

  /** Removes an item, if it is there. */
  static Write removal(Key key) {
    return new Write(key, Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** Writes nothing, and stands in the way of the rest unless the lease is current. */
  static Write fence(Lease lease) {
    return new Write(
        Keys.lease(lease.account()),
        Optional.empty(),
        Optional.of(IS_TOKEN),
        Optional.of(lease.token()));
  }

  /** Notes on the item whether a pointer among the open work leads to it. */
  Write marked(boolean open) {
    item.orElseThrow().put(OPEN, fromBool(open));
    return this;
  }

  /** The same write, on the further condition that the item is marked open. */
  Write ifOpen() {
    return new Write(key, item, condition.map(first -> first + " AND " + IS_OPEN), expected);
  }

  /** Whether the item that stood in the way is of this very attempt: a repeated call met itself. */
  boolean isOwn(Map<String, AttributeValue> found) {
    return item.map(written -> written.get(ATTEMPT))
        .map(attempt -> attempt.equals(found.get(ATTEMPT)))
        .orElse(false);
  }

  /** Whether the item that stood in the way has the revision this write asked for. */
  boolean isExpectedRevision(Map<String, AttributeValue> found) {
    AttributeValue revision = found.get(REVISION);
    return revision != null
        && expected.map(wanted -> Long.parseLong(revision.n()) == wanted).orElse(false);
  }

  private boolean isFence() {
    return condition.orElse("").equals(IS_TOKEN);
  }

  PutItemRequest request(String table) {
    PutItemRequest.Builder put = PutItemRequest.builder().tableName(table).item(item.orElseThrow());
    condition.ifPresent(
        text ->
            put.conditionExpression(text)
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD));
    values().ifPresent(put::expressionAttributeValues);
    return put.build();
  }

  TransactWriteItem part(String table) {
    if (isFence()) {
      return TransactWriteItem.builder()
          .conditionCheck(
              check ->
                  check
                      .tableName(table)
                      .key(key.attributes())
                      .conditionExpression(IS_TOKEN)
                      // "token" is a reserved word.
                      .expressionAttributeNames(Map.of("#token", "token"))
                      .expressionAttributeValues(
                          Map.of(":token", fromN(Long.toString(expected.orElseThrow())))))
          .build();
    }
    if (item.isEmpty()) {
      return TransactWriteItem.builder()
          .delete(delete -> delete.tableName(table).key(key.attributes()))
          .build();
    }
    Put.Builder put = Put.builder().tableName(table).item(item.get());
    condition.ifPresent(
        text ->
            put.conditionExpression(text)
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD));
    values().ifPresent(put::expressionAttributeValues);
    return TransactWriteItem.builder().put(put.build()).build();
  }

  private static Map<String, AttributeValue> item(Key key, Record value, String attempt) {
    Map<String, AttributeValue> item = new HashMap<>(RecordCodec.encode(value));
    item.putAll(key.attributes());
    item.put(ENTITY, fromS(value.getClass().getSimpleName()));
    item.put(SCHEMA_ATTRIBUTE, fromN(Integer.toString(SCHEMA)));
    item.put(ATTEMPT, fromS(attempt));
    return item;
  }

  /** The values of the condition; none at all rather than an empty map, which is refused. */
  private Optional<Map<String, AttributeValue>> values() {
    return expected.map(
        revision -> {
          Map<String, AttributeValue> values = new HashMap<>();
          values.put(":revision", fromN(Long.toString(revision)));
          if (condition.orElse("").contains(IS_OPEN)) {
            values.put(":open", fromBool(true));
          }
          return values;
        });
  }
}
