package io.bellwether.cloud.dynamo;

import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import io.bellwether.trading.ledger.ConcurrentUpdateException;
import io.bellwether.trading.ledger.LedgerException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;

/**
 * The calls to one table: consistent reads, and writes that recognise themselves when the client
 * repeats them. Everything DynamoDB refuses or cannot do becomes a {@link LedgerException}.
 */
class Table {
  private static final int BATCH = 100;
  private static final int FEW = 10;

  /** How often a write is tried that meets another transaction on one of its items. */
  private static final int TRIES_IN_CONFLICT = 5;

  private final DynamoDbClient client;
  private final String name;
  private final AttemptTokens attempts;

  Table(Table table) {
    this(table.client, table.name, table.attempts);
  }

  Table(DynamoDbClient client, String name, AttemptTokens attempts) {
    this.client = client;
    this.name = name;
    this.attempts = attempts;
  }

  /** A write that was not made, with the item that stood in its way, empty if there is none. */
  record Refusal(Write write, Map<String, AttributeValue> found) {}

  String nextAttempt() {
    return attempts.next();
  }

  <T extends Record> Optional<T> find(Key key, Class<T> type) {
    GetItemResponse response =
        call(
            "read " + key,
            () ->
                client.getItem(r -> r.tableName(name).key(key.attributes()).consistentRead(true)));
    return response.hasItem() ? Optional.of(decode(response.item(), type)) : Optional.empty();
  }

  /** Every record of a partition, in order of the sort keys. */
  <T extends Record> List<T> all(String pk, Class<T> type) {
    return decode(pages(partition(pk)), type);
  }

  /** The records of a partition from one sort key to another, in order. */
  <T extends Record> List<T> range(String pk, String first, String last, Class<T> type) {
    return first.compareTo(last) > 0 ? List.of() : decode(pages(between(pk, first, last)), type);
  }

  /** The records that the pointers of a partition lead to, in order of the pointers. */
  <T extends Record> List<T> pointedAt(String pk, Class<T> type) {
    return decode(resolve(pages(partition(pk))), type);
  }

  /** The records that the pointers from one sort key to another lead to, in their order. */
  <T extends Record> List<T> pointedAt(String pk, String first, String last, Class<T> type) {
    return first.compareTo(last) > 0
        ? List.of()
        : decode(resolve(pages(between(pk, first, last))), type);
  }

  /** The first record of a partition that is wanted; mostly that is the first one. */
  <T extends Record> Optional<T> first(String pk, Class<T> type, Predicate<T> wanted) {
    QueryRequest query = partition(pk).limit(FEW).build();
    while (true) {
      QueryResponse page = query(query);
      Optional<T> found = decode(page.items(), type).stream().filter(wanted).findFirst();
      if (found.isPresent() || !page.hasLastEvaluatedKey()) {
        return found;
      }
      query = query.toBuilder().exclusiveStartKey(page.lastEvaluatedKey()).limit(BATCH).build();
    }
  }

  /** Where the last pointer of a partition leads that has the given label. */
  Optional<Key> lastPointer(String pk, String label) {
    QueryRequest query = partition(pk).scanIndexForward(false).limit(FEW).build();
    while (true) {
      QueryResponse page = query(query);
      for (Map<String, AttributeValue> item : page.items()) {
        Pointer pointer = Pointer.of(item);
        if (pointer.label().equals(label)) {
          return Optional.of(pointer.target());
        }
      }
      if (!page.hasLastEvaluatedKey()) {
        return Optional.empty();
      }
      query = query.toBuilder().exclusiveStartKey(page.lastEvaluatedKey()).limit(BATCH).build();
    }
  }

  /**
   * Makes one write, or several as one transaction. Returns the first that was refused, and then
   * none was made.
   *
   * @throws ConcurrentUpdateException if other transactions keep the items busy
   */
  Optional<Refusal> commit(List<Write> writes) {
    return writes.size() == 1 && writes.getFirst().item().isPresent()
        ? put(writes.getFirst())
        : untilUndisturbed(writes.getFirst().key(), () -> transact(writes).stream().findFirst());
  }

  /** Makes writes as one transaction, or else returns all that were refused; then none was made. */
  final List<Refusal> commitTogether(List<Write> writes) {
    return untilUndisturbed(writes.getFirst().key(), () -> transact(writes));
  }

  final Optional<Refusal> commit(Write write) {
    return commit(List.of(write));
  }

  /** Commits a single item that is stored, not removed: all that some functions may do. */
  Optional<Refusal> put(Write write) {
    return untilUndisturbed(write.key(), () -> putAlone(write));
  }

  private static <R> R untilUndisturbed(Key key, Supplier<R> attempt) {
    for (int i = 0; i < TRIES_IN_CONFLICT; i++) {
      try {
        return attempt.get();
      } catch (Conflict e) {
        // Another run is writing one of these items at this moment. Nothing was written.
      }
    }
    throw new ConcurrentUpdateException(key.toString());
  }

  /** Reads a record out of an item, read or about to be written. */
  <T extends Record> T decode(Map<String, AttributeValue> item, Class<T> type) {
    AttributeValue schema = item.get(Write.SCHEMA_ATTRIBUTE);
    if (schema != null && Integer.parseInt(schema.n()) > Write.SCHEMA) {
      throw new LedgerException(
          "item %s of table %s has schema %s and this release reads %d: run the newer release"
              .formatted(Key.of(item), name, schema.n(), Write.SCHEMA),
          new IllegalStateException("unknown schema"));
    }
    try {
      return RecordCodec.decode(item, type);
    } catch (IllegalArgumentException e) {
      throw new LedgerException(
          "item %s of table %s cannot be read: compare it with docs/guide/state.md and repair it"
              .formatted(Key.of(item), name),
          e);
    }
  }

  private <T extends Record> List<T> decode(
      List<Map<String, AttributeValue>> items, Class<T> type) {
    return items.stream().map(item -> decode(item, type)).toList();
  }

  private Optional<Refusal> putAlone(Write write) {
    try {
      call("write " + write.key(), () -> client.putItem(write.request(name)));
      return Optional.empty();
    } catch (TransactionConflictException e) {
      throw new Conflict();
    } catch (ConditionalCheckFailedException e) {
      Map<String, AttributeValue> found = e.hasItem() ? e.item() : Map.of();
      return write.isOwn(found) ? Optional.empty() : Optional.of(new Refusal(write, found));
    }
  }

  private List<Refusal> transact(List<Write> writes) {
    List<TransactWriteItem> parts = writes.stream().map(write -> write.part(name)).toList();
    try {
      call(
          "write " + writes.getFirst().key() + " and what belongs to it",
          () -> client.transactWriteItems(r -> r.transactItems(parts)));
      return List.of();
    } catch (TransactionCanceledException e) {
      return refusals(writes, e);
    }
  }

  private List<Refusal> refusals(List<Write> writes, TransactionCanceledException e) {
    List<Refusal> refusals = new ArrayList<>();
    boolean conflict = false;
    for (int i = 0; i < e.cancellationReasons().size(); i++) {
      CancellationReason reason = e.cancellationReasons().get(i);
      Map<String, AttributeValue> found = reason.hasItem() ? reason.item() : Map.of();
      switch (reason.code() == null ? "None" : reason.code()) {
        case "ConditionalCheckFailed" -> {
          if (writes.get(i).isOwn(found)) {
            return List.of();
          }
          refusals.add(new Refusal(writes.get(i), found));
        }
        case "TransactionConflict" -> conflict = true;
        case "None" -> {}
        default -> throw failure("write " + writes.get(i).key(), e);
      }
    }
    if (conflict) {
      throw new Conflict();
    }
    if (refusals.isEmpty()) {
      throw failure("write " + writes.getFirst().key(), e);
    }
    return refusals;
  }

  private QueryRequest.Builder partition(String pk) {
    return QueryRequest.builder()
        .tableName(name)
        .consistentRead(true)
        .keyConditionExpression("pk = :pk")
        .expressionAttributeValues(Map.of(":pk", fromS(pk)));
  }

  private QueryRequest.Builder between(String pk, String first, String last) {
    return partition(pk)
        .keyConditionExpression("pk = :pk AND sk BETWEEN :first AND :last")
        .expressionAttributeValues(
            Map.of(":pk", fromS(pk), ":first", fromS(first), ":last", fromS(last)));
  }

  private List<Map<String, AttributeValue>> pages(QueryRequest.Builder builder) {
    QueryRequest query = builder.build();
    QueryResponse page = query(query);
    if (!page.hasLastEvaluatedKey()) {
      return page.items();
    }
    List<Map<String, AttributeValue>> items = new ArrayList<>(page.items());
    while (page.hasLastEvaluatedKey()) {
      page = query(query.toBuilder().exclusiveStartKey(page.lastEvaluatedKey()).build());
      items.addAll(page.items());
    }
    return items;
  }

  private QueryResponse query(QueryRequest query) {
    return call(
        "query " + Attributes.string(query.expressionAttributeValues(), ":pk"),
        () -> client.query(query));
  }

  private List<Map<String, AttributeValue>> resolve(List<Map<String, AttributeValue>> pointers) {
    List<Key> targets = pointers.stream().map(item -> Pointer.of(item).target()).toList();
    Map<Key, Map<String, AttributeValue>> found = new HashMap<>();
    for (int i = 0; i < targets.size(); i += BATCH) {
      List<Key> batch = targets.subList(i, Math.min(i + BATCH, targets.size()));
      read(batch).forEach(item -> found.put(Key.of(item), item));
    }
    return targets.stream().map(target -> required(found, target)).toList();
  }

  private Map<String, AttributeValue> required(
      Map<Key, Map<String, AttributeValue>> found, Key target) {
    Map<String, AttributeValue> item = found.get(target);
    if (item == null) {
      throw new LedgerException(
          "item %s of table %s is gone though a pointer leads to it: restore it from a backup"
              .formatted(target, name),
          new IllegalStateException("dangling pointer"));
    }
    return item;
  }

  private List<Map<String, AttributeValue>> read(List<Key> keys) {
    List<Map<String, AttributeValue>> items = new ArrayList<>(keys.size());
    KeysAndAttributes wanted =
        KeysAndAttributes.builder()
            .keys(keys.stream().map(Key::attributes).toList())
            .consistentRead(true)
            .build();
    Map<String, KeysAndAttributes> left = Map.of(name, wanted);
    while (!left.isEmpty()) {
      Map<String, KeysAndAttributes> request = left;
      BatchGetItemResponse response =
          call(
              "read " + keys.size() + " items from " + keys.getFirst() + " on",
              () -> client.batchGetItem(r -> r.requestItems(request)));
      items.addAll(response.responses().getOrDefault(name, List.of()));
      left = response.unprocessedKeys();
    }
    return items;
  }

  private <R> R call(String what, Supplier<R> call) {
    try {
      return call.get();
    } catch (ConditionalCheckFailedException
        | TransactionCanceledException
        | TransactionConflictException e) {
      throw e;
    } catch (SdkException e) {
      throw failure(what, e);
    }
  }

  private LedgerException failure(String what, SdkException e) {
    return new LedgerException(
        "could not %s in table %s; if it was a write, it may have happened; repeating it is safe"
            .formatted(what, name),
        e);
  }

  /** Another transaction holds one of the items. */
  private static final class Conflict extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Conflict() {
      super("transaction conflict", null, false, false);
    }
  }
}
