package io.bellwether.cloud.dynamo;

import io.bellwether.trading.ledger.LedgerException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * One table of items, laid out as {@link TableDefinition} says: what the ledger asks of DynamoDB,
 * call by call. Reads are strongly consistent. A write is made whole or not at all, and is told
 * apart from one that was refused.
 *
 * <p>Every method throws {@link LedgerException} if there is no answer: throttled, unreachable, an
 * item too large. If it was a write, it may have been made. Whoever is below this interface may
 * also make a write twice because the answer to the first was lost: the second is then refused by
 * the item of the first, and it is for the caller to recognise that.
 *
 * <p>Items that are handed in or out are not to be changed by anybody. Safe for use by several
 * threads.
 */
public interface ItemStore {
  /** How many keys {@link #batchGet} and how many writes {@link #transact} take at most. */
  int BATCH = 100;

  /** What people know the table by. */
  String name();

  Optional<Map<String, AttributeValue>> get(Key key);

  /**
   * Items by their keys, in any order; those that are not there are left out.
   *
   * @param keys from 1 to {@link #BATCH}, each of them once
   */
  Batch batchGet(List<Key> keys);

  /** Items of one partition in the order of their sort keys, as a store orders text: by UTF-8. */
  Page query(Query query);

  /** Stores an item if its condition is met. */
  Outcome put(Write.Put put);

  /**
   * Makes all writes, or none if one is refused.
   *
   * @param writes from 1 to {@link #BATCH}, each of another item
   */
  Outcome transact(List<Write> writes);

  /**
   * The answer to a read of several keys.
   *
   * @param items what was found
   * @param unprocessed the keys that were not looked up, to be asked for again
   */
  record Batch(List<Map<String, AttributeValue>> items, List<Key> unprocessed) {}

  /**
   * A question for a part of a partition.
   *
   * @param pk the partition
   * @param bounds the first and the last sort key that are wanted; absent for all
   * @param forward whether the smallest sort key comes first
   * @param after where to go on: the sort key that the last page ended with
   * @param limit how many items a page may have; absent for as many as the store sees fit
   */
  record Query(
      String pk,
      Optional<Bounds> bounds,
      boolean forward,
      Optional<String> after,
      Optional<Integer> limit) {
    /** A whole partition. */
    public static Query all(String pk) {
      return new Query(pk, Optional.empty(), true, Optional.empty(), Optional.empty());
    }

    /** A part of a partition, both ends included. */
    public static Query between(String pk, String first, String last) {
      return new Query(
          pk, Optional.of(new Bounds(first, last)), true, Optional.empty(), Optional.empty());
    }

    public Query backwards() {
      return new Query(pk, bounds, false, after, limit);
    }

    public Query limit(int items) {
      return new Query(pk, bounds, forward, after, Optional.of(items));
    }

    public Query after(String sortKey) {
      return new Query(pk, bounds, forward, Optional.of(sortKey), limit);
    }
  }

  /** Two sort keys, the first not behind the last. */
  record Bounds(String first, String last) {}

  /**
   * A part of the answer to a query; it may be empty though there is more.
   *
   * @param next where to go on; absent if there is no more
   */
  record Page(List<Map<String, AttributeValue>> items, Optional<String> next) {}

  /** What became of a write. */
  sealed interface Outcome {
    /** It was made. */
    record Written() implements Outcome {}

    /**
     * Nothing was written.
     *
     * @param obstacles one for each write, in their order
     */
    record Refused(List<Obstacle> obstacles) implements Outcome {}
  }

  /** What stood in the way of one write. */
  sealed interface Obstacle {
    /** Nothing: another write of the same transaction was refused. */
    record None() implements Obstacle {}

    /**
     * The condition was not met.
     *
     * @param found the item that did not meet it; empty if there is none
     */
    record Unmet(Map<String, AttributeValue> found) implements Obstacle {}

    /** Another transaction was writing the item at that moment. */
    record Conflict() implements Obstacle {}

    /**
     * Something else, such as throttling.
     *
     * @param code the store's name for it
     */
    record Other(String code) implements Obstacle {}
  }
}
