package io.bellwether.cloud.dynamo;

import io.bellwether.trading.analysis.Analysis;
import io.bellwether.trading.analysis.DriftReport;
import io.bellwether.trading.analysis.SessionDocument;
import io.bellwether.trading.analysis.ShadowDecision;
import io.bellwether.trading.config.Activation;
import io.bellwether.trading.ledger.Alert;
import io.bellwether.trading.ledger.AppliedSplit;
import io.bellwether.trading.ledger.EquityPoint;
import io.bellwether.trading.ledger.Finding;
import io.bellwether.trading.ledger.RiskRefusal;
import io.bellwether.trading.ledger.SessionRecord;
import io.bellwether.trading.ledger.SignalReview;
import io.bellwether.trading.ledger.Tick;
import io.bellwether.trading.ledger.Trade;
import io.bellwether.trading.order.Fill;
import io.bellwether.trading.order.OrderRecord;
import io.bellwether.trading.plan.Plan;
import io.bellwether.trading.signal.Signal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Locale;

/**
 * Where everything lies in the table. A sort key that begins with a time has nine digits of
 * fraction, so that the order of the text is the order of time, and a {@code #} behind it, so that
 * a bare time used as an upper bound excludes what happened at that time.
 */
final class Keys {
  /** The sort key of a record that has its partition to itself, or leads it. */
  private static final String RECORD = "RECORD";

  private static final char SEPARATOR = '#';

  /** The character after {@link #SEPARATOR}: an upper bound that takes in every suffix. */
  private static final char AFTER_SEPARATOR = '$';

  /** How many characters a time of four-digit year has up to its seconds. */
  private static final int WHOLE_SECOND = "2026-11-20T14:30:00".length();

  private static final Instant FIRST_TIME = Instant.parse("0000-01-01T00:00:00Z");
  private static final Instant LAST_TIME = Instant.parse("9999-12-31T23:59:59.999999999Z");
  private static final LocalDate FIRST_DATE = LocalDate.of(0, 1, 1);
  private static final LocalDate LAST_DATE = LocalDate.of(9999, 12, 31);

  private Keys() {}

  // Records that are asked for by their id.

  static Key signal(String id) {
    return new Key("SIGNAL#" + id, RECORD);
  }

  static Key plan(String signalId) {
    return new Key("PLAN#" + signalId, RECORD);
  }

  static Key order(String clientOrderId) {
    return new Key("ORDER#" + clientOrderId, RECORD);
  }

  static Key fill(Fill fill) {
    return new Key(fills(fill.clientOrderId()), fill.id());
  }

  static String fills(String clientOrderId) {
    return "ORDER#" + clientOrderId + "#FILLS";
  }

  static Key holding(String account, String symbol) {
    return new Key(holdings(account), symbol);
  }

  static String holdings(String account) {
    return "ACCOUNT#" + account + "#HOLDINGS";
  }

  static Key risk(String account) {
    return new Key("ACCOUNT#" + account + "#RISK", RECORD);
  }

  static Key lease(String account) {
    return new Key("ACCOUNT#" + account + "#LEASE", RECORD);
  }

  static Key reconciliation(String account) {
    return new Key("ACCOUNT#" + account + "#RECONCILIATION", RECORD);
  }

  static Key finding(Finding finding) {
    return new Key(
        findings(finding.account()), finding.kind().name() + SEPARATOR + finding.subject());
  }

  static String findings(String account) {
    return "ACCOUNT#" + account + "#FINDINGS";
  }

  static Key split(AppliedSplit split) {
    return new Key(splits(split.account()), split.symbol() + SEPARATOR + split.exDate());
  }

  static String splits(String account) {
    return "ACCOUNT#" + account + "#SPLITS";
  }

  static Key version(String strategy, int version) {
    return new Key(versions(strategy), String.format(Locale.ROOT, "%010d", version));
  }

  static String versions(String strategy) {
    return "STRATEGY#" + strategy + "#VERSIONS";
  }

  static Key activation(Activation activation) {
    return new Key(
        activations(activation.strategy()),
        String.format(Locale.ROOT, "%010d", activation.number()));
  }

  static String activations(String strategy) {
    return "STRATEGY#" + strategy + "#ACTIVATIONS";
  }

  static Key active(String strategy) {
    return new Key(activeVersions(), strategy);
  }

  static String activeVersions() {
    return "ACTIVE";
  }

  static Key review(String signalId) {
    return new Key("SIGNAL#" + signalId + "#REVIEW", RECORD);
  }

  static Key repetition(String account, String subject) {
    return new Key("ACCOUNT#" + account + "#REPETITIONS", subject);
  }

  // Pointers: work that is not done, by account.

  static Key undispatched(Signal signal) {
    return new Key(undispatched(signal.account()), timed(signal.bar(), signal.id()));
  }

  static String undispatched(String account) {
    return "ACCOUNT#" + account + "#UNDISPATCHED";
  }

  static Key openPlan(Plan plan) {
    return new Key(openPlans(plan.account()), timed(plan.createdAt(), plan.signalId()));
  }

  static String openPlans(String account) {
    return "ACCOUNT#" + account + "#OPEN-PLANS";
  }

  static Key openOrder(OrderRecord order) {
    return new Key(openOrders(order.account()), timed(order.createdAt(), order.clientOrderId()));
  }

  static String openOrders(String account) {
    return "ACCOUNT#" + account + "#OPEN-ORDERS";
  }

  static Key unannounced(String account, Fill fill) {
    return new Key(unannounced(account), timed(fill.time(), fill.id()));
  }

  static String unannounced(String account) {
    return "ACCOUNT#" + account + "#UNANNOUNCED";
  }

  static Key openReview(SignalReview review) {
    return new Key(openReviews(review.account()), timed(review.bar(), review.signalId()));
  }

  static String openReviews(String account) {
    return "ACCOUNT#" + account + "#OPEN-REVIEWS";
  }

  // Pointers: history, by account or signal.

  static Key signalOfAccount(Signal signal) {
    return new Key(signals(signal.account()), timed(signal.bar(), signal.id()));
  }

  static String signals(String account) {
    return "ACCOUNT#" + account + "#SIGNALS";
  }

  static Key orderOfAccount(OrderRecord order) {
    return new Key(orders(order.account()), timed(order.createdAt(), order.clientOrderId()));
  }

  static String orders(String account) {
    return "ACCOUNT#" + account + "#ORDERS";
  }

  static Key orderOfSignal(OrderRecord order) {
    return new Key(
        ordersOfSignal(order.signalId()), timed(order.createdAt(), order.clientOrderId()));
  }

  static String ordersOfSignal(String signalId) {
    return "SIGNAL#" + signalId + "#ORDERS";
  }

  // Records that are asked for by time.

  static Key trade(Trade trade) {
    return new Key(trades(trade.account()), timed(trade.exitTime(), trade.id()));
  }

  static String trades(String account) {
    return "ACCOUNT#" + account + "#TRADES";
  }

  static Key equity(EquityPoint point) {
    return new Key(equity(point.account()), timed(point.time(), ""));
  }

  static String equity(String account) {
    return "ACCOUNT#" + account + "#EQUITY";
  }

  static Key alert(Alert alert) {
    return alert(alert.account(), alert.time(), alert.id());
  }

  static Key alert(String account, Instant time, String id) {
    return new Key(alerts(account), timed(time, id));
  }

  static String alerts(String account) {
    return "ACCOUNT#" + account + "#ALERTS";
  }

  static Key refusal(RiskRefusal refusal) {
    return new Key("ORDER#" + refusal.clientOrderId() + "#REFUSALS", refusal.rule());
  }

  static Key refusalOfAccount(RiskRefusal refusal) {
    return new Key(
        refusals(refusal.account()),
        timed(refusal.time(), refusal.clientOrderId() + SEPARATOR + refusal.rule()));
  }

  static String refusals(String account) {
    return "ACCOUNT#" + account + "#REFUSALS";
  }

  static Key tick(Tick tick) {
    return new Key(ticks(tick.strategy()), timed(tick.scheduledAt(), ""));
  }

  static String ticks(String strategy) {
    return "STRATEGY#" + strategy + "#TICKS";
  }

  static Key session(SessionRecord session) {
    return new Key(
        sessions(session.strategy()), session.date().toString() + SEPARATOR + session.account());
  }

  static String sessions(String strategy) {
    return "STRATEGY#" + strategy + "#SESSIONS";
  }

  static Key sessionDocument(SessionDocument document) {
    return new Key(sessionDocuments(document.strategy()), document.date().toString());
  }

  static String sessionDocuments(String strategy) {
    return "STRATEGY#" + strategy + "#SESSION-DOCUMENTS";
  }

  static Key analysis(String id) {
    return new Key("ANALYSIS#" + id, RECORD);
  }

  static Key analysisOfStrategy(Analysis analysis) {
    return new Key(
        analyses(analysis.strategy()), analysis.session().toString() + SEPARATOR + analysis.id());
  }

  static String analyses(String strategy) {
    return "STRATEGY#" + strategy + "#ANALYSES";
  }

  static Key drift(DriftReport report) {
    return drift(report.strategy(), report.account(), report.date());
  }

  static Key drift(String strategy, String account, LocalDate date) {
    return new Key(drifts(strategy), date.toString() + SEPARATOR + account);
  }

  static String drifts(String strategy) {
    return "STRATEGY#" + strategy + "#DRIFTS";
  }

  static Key shadow(String strategy) {
    return new Key("STRATEGY#" + strategy + "#SHADOW", RECORD);
  }

  static Key shadowDecision(ShadowDecision decision) {
    return new Key(
        shadowDecisions(decision.strategy()),
        timed(decision.bar(), String.format(Locale.ROOT, "%010d", decision.version())));
  }

  static String shadowDecisions(String strategy) {
    return "STRATEGY#" + strategy + "#SHADOW-DECISIONS";
  }

  static Key spend(YearMonth month) {
    return new Key("SPEND", month.toString());
  }

  /**
   * A bound of a range of times: everything at or after the instant sorts after it, and everything
   * before it sorts before it. Also of an instant outside of the years 0 to 9999.
   */
  static String bound(Instant time) {
    return time.isAfter(LAST_TIME)
        ? fixedWidth(LAST_TIME) + AFTER_SEPARATOR
        : fixedWidth(time.isBefore(FIRST_TIME) ? FIRST_TIME : time);
  }

  /** The lower bound of a range of dates. */
  static String firstOf(LocalDate date) {
    return clamp(date).toString();
  }

  /** The upper bound of a range of dates that includes {@code date}. */
  static String lastOf(LocalDate date) {
    return clamp(date).toString() + AFTER_SEPARATOR;
  }

  private static LocalDate clamp(LocalDate date) {
    LocalDate within = date.isBefore(FIRST_DATE) ? FIRST_DATE : date;
    return within.isAfter(LAST_DATE) ? LAST_DATE : within;
  }

  private static String timed(Instant time, String id) {
    if (time.isBefore(FIRST_TIME) || time.isAfter(LAST_TIME)) {
      throw new IllegalArgumentException(
          "the ledger keeps the years 0 to 9999, and " + time + " is not in them");
    }
    return fixedWidth(time) + SEPARATOR + id;
  }

  /** ISO text with all nine digits of fraction; a formatter takes several times as long. */
  private static String fixedWidth(Instant time) {
    String text = time.toString();
    // 2026-11-20T14:30:00Z or, with digits in threes, 2026-11-20T14:30:00.123Z
    String digits = text.substring(0, text.length() - 1);
    return digits.length() == WHOLE_SECOND
        ? digits + ".000000000Z"
        : digits + "0".repeat(WHOLE_SECOND + 10 - digits.length()) + "Z";
  }
}
