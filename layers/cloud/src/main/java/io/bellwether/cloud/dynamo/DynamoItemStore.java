package io.bellwether.cloud.dynamo;

import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import io.bellwether.trading.ledger.LedgerException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

/** A table of DynamoDB, on AWS or embedded. */
public final class DynamoItemStore implements ItemStore {
  private static final Outcome WRITTEN = new Outcome.Written();

  private final DynamoDbClient client;
  private final String name;

  /**
   * The table of a name.
   *
   * @param client stays the caller's to close
   */
  public DynamoItemStore(DynamoDbClient client, String name) {
    this.client = client;
    this.name = name;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Optional<Map<String, AttributeValue>> get(Key key) {
    GetItemResponse response =
        call(
            "read " + key,
            () ->
                client.getItem(r -> r.tableName(name).key(key.attributes()).consistentRead(true)));
    return response.hasItem() ? Optional.of(response.item()) : Optional.empty();
  }

  @Override
  public Batch batchGet(List<Key> keys) {
    KeysAndAttributes wanted =
        KeysAndAttributes.builder()
            .keys(keys.stream().map(Key::attributes).toList())
            .consistentRead(true)
            .build();
    BatchGetItemResponse response =
        call(
            "read " + keys.size() + " items from " + keys.getFirst() + " on",
            () -> client.batchGetItem(r -> r.requestItems(Map.of(name, wanted))));
    KeysAndAttributes left = response.unprocessedKeys().get(name);
    return new Batch(
        response.responses().getOrDefault(name, List.of()),
        left == null ? List.of() : left.keys().stream().map(Key::of).toList());
  }

  @Override
  public Page query(Query query) {
    QueryRequest.Builder request =
        QueryRequest.builder()
            .tableName(name)
            .consistentRead(true)
            .scanIndexForward(query.forward())
            .keyConditionExpression("pk = :pk")
            .expressionAttributeValues(Map.of(":pk", fromS(query.pk())));
    query
        .bounds()
        .ifPresent(
            bounds ->
                request
                    .keyConditionExpression("pk = :pk AND sk BETWEEN :first AND :last")
                    .expressionAttributeValues(
                        Map.of(
                            ":pk",
                            fromS(query.pk()),
                            ":first",
                            fromS(bounds.first()),
                            ":last",
                            fromS(bounds.last()))));
    query.after().ifPresent(sk -> request.exclusiveStartKey(new Key(query.pk(), sk).attributes()));
    query.limit().ifPresent(request::limit);
    QueryResponse page = call("query " + query.pk(), () -> client.query(request.build()));
    return new Page(
        page.items(),
        page.hasLastEvaluatedKey()
            ? Optional.of(Key.of(page.lastEvaluatedKey()).sk())
            : Optional.empty());
  }

  @Override
  public Outcome put(Write.Put put) {
    try {
      call("write " + put.key(), () -> client.putItem(put.request(name)));
      return WRITTEN;
    } catch (TransactionConflictException e) {
      return new Outcome.Refused(List.of(new Obstacle.Conflict()));
    } catch (ConditionalCheckFailedException e) {
      return new Outcome.Refused(List.of(new Obstacle.Unmet(e.hasItem() ? e.item() : Map.of())));
    }
  }

  @Override
  public Outcome transact(List<Write> writes) {
    List<TransactWriteItem> parts = writes.stream().map(write -> write.part(name)).toList();
    try {
      call(
          "write " + writes.getFirst().key() + " and what belongs to it",
          () -> client.transactWriteItems(r -> r.transactItems(parts)));
      return WRITTEN;
    } catch (TransactionCanceledException e) {
      if (e.cancellationReasons().size() != writes.size()) {
        throw failure("write " + writes.getFirst().key(), e);
      }
      return new Outcome.Refused(
          e.cancellationReasons().stream().map(DynamoItemStore::obstacle).toList());
    }
  }

  private static Obstacle obstacle(CancellationReason reason) {
    return switch (reason.code() == null ? "None" : reason.code()) {
      case "None" -> new Obstacle.None();
      case "ConditionalCheckFailed" ->
          new Obstacle.Unmet(reason.hasItem() ? reason.item() : Map.of());
      case "TransactionConflict" -> new Obstacle.Conflict();
      default -> new Obstacle.Other(reason.code() + ": " + reason.message());
    };
  }

  /** Makes a call; what is thrown is either an answer or says that there is none. */
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
}
