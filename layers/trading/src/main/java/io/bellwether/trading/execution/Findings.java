package io.bellwether.trading.execution;

import io.bellwether.trading.event.TradingEvent;
import io.bellwether.trading.event.TradingEvent.Severity;
import io.bellwether.trading.ledger.Finding;
import io.bellwether.trading.ledger.Finding.Kind;
import io.bellwether.trading.ledger.Finding.State;
import io.bellwether.trading.ledger.Ledger;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The findings of one account as they are stored: written when they change and not otherwise, told
 * once for each set of figures.
 */
final class Findings {
  /** Later than this a second look is a second look, and not the same one. */
  private static final Duration SECOND_LOOK = Duration.ofSeconds(30);

  /** So long an order whose fate is unknown may still explain what is seen. */
  private static final Duration LONGEST_SUSPICION = Duration.ofMinutes(15);

  private final String account;
  private final Ledger ledger;
  private final Announcer announcer;
  private final Map<String, Finding> stored = new TreeMap<>();

  Findings(String account, Ledger ledger, Announcer announcer) {
    this.account = account;
    this.ledger = ledger;
    this.announcer = announcer;
  }

  /** Reads them anew. */
  void read() {
    stored.clear();
    ledger.reconciliation().findings(account).forEach(finding -> stored.put(key(finding), finding));
  }

  /** All of them, closed ones too, by kind and subject. */
  List<Finding> all() {
    return List.copyOf(stored.values());
  }

  Optional<Finding> find(Kind kind, String subject) {
    return Optional.ofNullable(stored.get(key(kind, subject)));
  }

  /**
   * What is to be recorded of something found now. Nothing is written.
   *
   * @param asked when the broker was asked for what it says
   * @param certain whether nothing that is under way can still turn out to explain it
   * @param fateUnknown whether it is not known what became of an order that may explain it
   */
  Finding seen(
      Kind kind,
      String subject,
      String symbol,
      BigDecimal ledger,
      BigDecimal broker,
      Instant asked,
      boolean certain,
      boolean fateUnknown,
      String note) {
    State first = certain ? State.OPEN : State.SUSPECTED;
    Optional<Finding> before = find(kind, subject);
    if (before.isEmpty()) {
      return new Finding(
          account, kind, subject, symbol, ledger, broker, first, asked, false, note, 0);
    }
    Finding known = before.get();
    if (!known.lasts() || !known.agrees(ledger, broker)) {
      return known.with(ledger, broker, first, asked, note);
    }
    Duration patience = fateUnknown ? LONGEST_SUSPICION : SECOND_LOOK;
    boolean confirmed = certain || !asked.isBefore(known.since().plus(patience));
    return known.state() == State.SUSPECTED && confirmed ? known.in(State.OPEN, note) : known;
  }

  /** Stores a finding if it has changed. */
  Finding store(Finding finding) {
    return finding.equals(stored.get(key(finding)))
        ? finding
        : remember(ledger.reconciliation().update(finding));
  }

  /** Stores a finding if it has changed, and tells people of it if they do not know. */
  void keep(Finding finding, Severity severity, String message) {
    Finding kept = store(finding);
    if (kept.state() == State.OPEN && !kept.told() && tell(kept, severity, message)) {
      remember(ledger.reconciliation().update(kept.asTold()));
    }
  }

  /** Takes note of what was stored together with something else. */
  Finding remember(Finding finding) {
    stored.put(key(finding), finding);
    return finding;
  }

  /** Stores that a person knows of a finding, which then bars nothing as long as it is the same. */
  void acknowledge(Finding finding) {
    remember(
        ledger
            .reconciliation()
            .update(finding.asTold().in(State.ACKNOWLEDGED, "acknowledged by a person")));
  }

  /** Closes what is gone. */
  void close(Finding finding) {
    remember(ledger.reconciliation().update(finding.in(State.CLOSED, "gone")));
  }

  /** Closes what was not found again. */
  void closeOthers(Set<Finding.Kind> kinds, Set<String> seen) {
    for (Finding finding : all()) {
      if (finding.lasts() && kinds.contains(finding.kind()) && !seen.contains(key(finding))) {
        close(finding);
      }
    }
  }

  static String key(Finding finding) {
    return key(finding.kind(), finding.subject());
  }

  private static String key(Kind kind, String subject) {
    return kind.name() + "#" + subject;
  }

  private static Map<String, String> details(Finding finding) {
    Map<String, String> details = new LinkedHashMap<>();
    details.put("broker", finding.broker().toPlainString());
    details.put("ledger", finding.ledger().toPlainString());
    if (finding.kind() == Kind.ORDER) {
      details.put("order", finding.subject());
    }
    return details;
  }

  private boolean tell(Finding finding, Severity severity, String message) {
    return announcer.tellOnce(
        finding.kind() == Kind.CASH
            ? TradingEvent.Type.CASH_UNEXPLAINED
            : TradingEvent.Type.POSITION_UNEXPLAINED,
        severity,
        String.join(
            "-",
            "finding",
            finding.kind().name().toLowerCase(Locale.ROOT),
            finding.subject(),
            finding.ledger().toPlainString(),
            finding.broker().toPlainString()),
        finding.since(),
        finding.symbol(),
        message,
        details(finding));
  }
}
