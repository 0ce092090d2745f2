package io.bellwether.cloud.dynamo;

import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromBool;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import io.bellwether.trading.ledger.Lease;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The writes of records and of pointers to them. */
final class Writes {
  /** The number of the layout of items; raised when older releases could not read the newer. */
  static final int SCHEMA = 1;

  static final String SCHEMA_ATTRIBUTE = "schema";
  static final String ATTEMPT = "attempt";

  private static final String ENTITY = "entity";
  private static final String REVISION = "revision";
  private static final String TOKEN = "token";
  private static final String OPEN = "isOpen";
  private static final Condition ANYTHING = new Condition.Anything();
  private static final Condition FREE = new Condition.Free();

  private Writes() {}

  /** Stores a record in the place of what is there. */
  static Write.Put replacement(Key key, Record value, String attempt) {
    return new Write.Put(key, shared(item(key, value, attempt)), ANYTHING);
  }

  /** Stores a record if its key is free. */
  static Write.Put creation(Key key, Record value, String attempt) {
    return new Write.Put(key, shared(item(key, value, attempt)), FREE);
  }

  /**
   * Stores a record if its key is free.
   *
   * @param open noted on the item: whether a pointer among the open work leads to it
   */
  static Write.Put creation(Key key, Record value, boolean open, String attempt) {
    Map<String, AttributeValue> item = item(key, value, attempt);
    item.put(OPEN, fromBool(open));
    return new Write.Put(key, shared(item), FREE);
  }

  /** Stores a record with its revision raised, if the revision there is the record's. */
  static Write.Put revision(Key key, Record value, long revision, String attempt) {
    return new Write.Put(key, shared(raised(key, value, revision, attempt)), hasRevision(revision));
  }

  /**
   * Stores a record with its revision raised, if the revision there is the record's.
   *
   * @param open noted on the item: whether a pointer among the open work leads to it
   */
  static Write.Put revision(Key key, Record value, long revision, boolean open, String attempt) {
    Map<String, AttributeValue> item = raised(key, value, revision, attempt);
    item.put(OPEN, fromBool(open));
    return new Write.Put(key, shared(item), hasRevision(revision));
  }

  /**
   * Like {@link #revision(Key, Record, long, String)} for records that begin with their first
   * update: revision 0 means that nothing is stored.
   */
  static Write.Put revisionOrFirst(Key key, Record value, long revision, String attempt) {
    Write.Put write = revision(key, value, revision, attempt);
    return revision > 0 ? write : write.onlyIf(FREE);
  }

  /** Makes {@code at} lead to the record at {@code target}. */
  static Write.Put pointer(Key at, Key target, String label) {
    Map<String, AttributeValue> item = new LinkedHashMap<>(at.attributes());
    item.put(ENTITY, fromS("Pointer"));
    new Pointer(target, label).addTo(item);
    return new Write.Put(at, shared(item), ANYTHING);
  }

  /** Stands in the way of the rest unless the lease is current. */
  static Write.Check fence(Lease lease) {
    return new Write.Check(
        Keys.lease(lease.account()),
        new Condition.Has(Map.of(TOKEN, fromN(Long.toString(lease.token())))));
  }

  /** That the item there has a revision. */
  static Condition.Has hasRevision(long revision) {
    return new Condition.Has(Map.of(REVISION, fromN(Long.toString(revision))));
  }

  /** That the item there has a revision and is marked as open. */
  static Condition.Has isOpenAt(long revision) {
    return hasRevision(revision).and(OPEN, fromBool(true));
  }

  /** Whether an item has a revision. */
  static boolean isAt(long revision, Map<String, AttributeValue> item) {
    AttributeValue there = item.get(REVISION);
    return there != null && Long.toString(revision).equals(there.n());
  }

  private static Map<String, AttributeValue> raised(
      Key key, Record value, long revision, String attempt) {
    Map<String, AttributeValue> item = item(key, value, attempt);
    item.put(REVISION, fromN(Long.toString(revision + 1)));
    return item;
  }

  private static Map<String, AttributeValue> item(Key key, Record value, String attempt) {
    Map<String, AttributeValue> item = RecordCodec.encode(value);
    item.putAll(key.attributes());
    item.put(ENTITY, fromS(value.getClass().getSimpleName()));
    item.put(SCHEMA_ATTRIBUTE, fromN(Integer.toString(SCHEMA)));
    item.put(ATTEMPT, fromS(attempt));
    return item;
  }

  /** The item as it leaves here, changed by nobody any more. */
  private static Map<String, AttributeValue> shared(Map<String, AttributeValue> item) {
    return Collections.unmodifiableMap(item);
  }
}
