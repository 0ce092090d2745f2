package io.bellwether.cloud.dynamo;

import io.bellwether.trading.analysis.Analysis;
import io.bellwether.trading.analysis.DriftReport;
import io.bellwether.trading.analysis.MonthlySpend;
import io.bellwether.trading.analysis.SessionDocument;
import io.bellwether.trading.analysis.Shadow;
import io.bellwether.trading.analysis.ShadowDecision;
import io.bellwether.trading.config.Activation;
import io.bellwether.trading.ledger.Alert;
import io.bellwether.trading.ledger.AppliedSplit;
import io.bellwether.trading.ledger.DamagedItemException;
import io.bellwether.trading.ledger.EquityPoint;
import io.bellwether.trading.ledger.Finding;
import io.bellwether.trading.ledger.Holding;
import io.bellwether.trading.ledger.Lease;
import io.bellwether.trading.ledger.ReconciliationMark;
import io.bellwether.trading.ledger.Repetition;
import io.bellwether.trading.ledger.RiskRefusal;
import io.bellwether.trading.ledger.SessionRecord;
import io.bellwether.trading.ledger.SignalReview;
import io.bellwether.trading.ledger.Tick;
import io.bellwether.trading.ledger.Trade;
import io.bellwether.trading.order.Fill;
import io.bellwether.trading.order.OrderRecord;
import io.bellwether.trading.plan.Plan;
import io.bellwether.trading.risk.RiskState;
import io.bellwether.trading.signal.Signal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Whether an item is what this release writes under its key. A record's constructor refuses values
 * that cannot be; here is refused what is well formed and in the wrong place: a copy of another
 * record, an edited id, another account's work.
 */
final class Integrity {
  private Integrity() {}

  /**
   * Returns the record read from an item.
   *
   * @throws IllegalArgumentException if the record is not that of its key
   */
  static <T extends Record> T checked(Map<String, AttributeValue> item, T read) {
    Key key = Key.of(item);
    keyOf(read)
        .filter(own -> !own.equals(key))
        .ifPresent(
            own -> {
              throw new IllegalArgumentException("what it holds belongs under " + own);
            });
    return read;
  }

  /**
   * Returns records that pointers of an account led to.
   *
   * @throws DamagedItemException if one is another account's
   */
  static <T extends Record> List<T> ownedBy(
      String account, List<T> records, Function<T, String> owner) {
    for (T read : records) {
      if (!owner.apply(read).equals(account)) {
        String item = keyOf(read).map(Key::toString).orElse(read.getClass().getSimpleName());
        throw new DamagedItemException(
            item,
            "item %s is of account %s, and a pointer of account %s leads to it: remove that pointer, see docs/guide/state.md"
                .formatted(item, owner.apply(read), account),
            new IllegalStateException("foreign pointer"));
      }
    }
    return records;
  }

  /** What to throw for an item that cannot be read. */
  static DamagedItemException damage(
      Map<String, AttributeValue> item, String table, IllegalArgumentException why) {
    String key = key(item);
    return new DamagedItemException(
        key,
        "item %s of table %s cannot be read: %s. Compare it with docs/guide/state.md and repair it, or restore it from a backup"
            .formatted(key, table, why.getMessage()),
        why);
  }

  /**
   * Refuses an item in a layout of the future.
   *
   * @throws IllegalArgumentException if a newer release wrote it
   */
  static void requireReadable(Map<String, AttributeValue> item) {
    AttributeValue schema = item.get(Writes.SCHEMA_ATTRIBUTE);
    if (schema == null) {
      return;
    }
    if (schema.n() == null) {
      throw new IllegalArgumentException("its schema is no number");
    }
    if (Long.parseLong(schema.n()) > Writes.SCHEMA) {
      throw new IllegalArgumentException(
          "it has schema %s and this release reads %d: run the newer release"
              .formatted(schema.n(), Writes.SCHEMA));
    }
  }

  private static String key(Map<String, AttributeValue> item) {
    try {
      return Key.of(item).toString();
    } catch (IllegalArgumentException e) {
      return "without a key";
    }
  }

  /**
   * Where a record belongs; empty for one that is not looked at, such as a strategy's version,
   * which lies in more than one place.
   */
  private static Optional<Key> keyOf(Record read) {
    return switch (read) {
      case Signal signal -> Optional.of(Keys.signal(signal.id()));
      case Plan plan -> Optional.of(Keys.plan(plan.signalId()));
      case OrderRecord order -> Optional.of(Keys.order(order.clientOrderId()));
      case Fill fill -> Optional.of(Keys.fill(fill));
      case Holding holding -> Optional.of(Keys.holding(holding.account(), holding.symbol()));
      case RiskState risk -> Optional.of(Keys.risk(risk.account()));
      case Trade trade -> Optional.of(Keys.trade(trade));
      case Alert alert -> Optional.of(Keys.alert(alert));
      case SignalReview review -> Optional.of(Keys.review(review.signalId()));
      case Finding finding -> Optional.of(Keys.finding(finding));
      case AppliedSplit split -> Optional.of(Keys.split(split));
      case ReconciliationMark mark -> Optional.of(Keys.reconciliation(mark.account()));
      case Lease lease -> Optional.of(Keys.lease(lease.account()));
      case Repetition repetition ->
          Optional.of(Keys.repetition(repetition.account(), repetition.subject()));
      case RiskRefusal refusal -> Optional.of(Keys.refusal(refusal));
      case Tick tick -> Optional.of(Keys.tick(tick));
      case EquityPoint point -> Optional.of(Keys.equity(point));
      case SessionRecord session -> Optional.of(Keys.session(session));
      case DriftReport report -> Optional.of(Keys.drift(report));
      case SessionDocument document -> Optional.of(Keys.sessionDocument(document));
      case Analysis analysis -> Optional.of(Keys.analysis(analysis.id()));
      case MonthlySpend spend -> Optional.of(Keys.spend(spend.month()));
      case Shadow shadow -> Optional.of(Keys.shadow(shadow.strategy()));
      case ShadowDecision decision -> Optional.of(Keys.shadowDecision(decision));
      case Activation activation -> Optional.of(Keys.activation(activation));
      default -> Optional.empty();
    };
  }
}
