package io.bellwether.analyst;

import io.bellwether.trading.Identifiers;
import io.bellwether.trading.analysis.Analysis;
import io.bellwether.trading.analysis.Complaint;
import io.bellwether.trading.analysis.Criterion;
import io.bellwether.trading.analysis.GateResult;
import io.bellwether.trading.analysis.MonthlySpend;
import io.bellwether.trading.analysis.Proposal;
import io.bellwether.trading.analysis.ProposalRecord;
import io.bellwether.trading.config.Activation;
import io.bellwether.trading.config.StrategyVersion;
import io.bellwether.trading.event.TradingEvent;
import io.bellwether.trading.event.TradingEvent.Severity;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What people are told of an analysis. Each event has a name and a time of its own, made of what is
 * stored of the analysis, so that they are told once however often it is published: its time is
 * that at which the analysis began, not that of the message.
 *
 * <p>What an analyst wrote is quoted, shortened and named as its words; figures and parameters come
 * from records that were checked.
 */
public final class Announcements {
  private static final int WORDS = 400;
  private static final int VALUE = 60;
  private static final int NAMED_CHANGES = 12;
  private static final String BY_ITSELF =
      " is active by itself: the gate was passed, no person was asked";

  private Announcements() {}

  /**
   * A proposal that waits for a person, was refused, or became active by itself.
   *
   * @param analysis it was made in
   * @throws IllegalArgumentException if it is not decided yet
   */
  public static TradingEvent proposal(Analysis analysis, ProposalRecord record) {
    String version = versionWords(analysis.strategy(), record.version());
    return switch (record.standing()) {
      case WAITING ->
          of(
              analysis,
              record,
              TradingEvent.Type.PROPOSAL_MADE,
              Severity.INFO,
              version + " waits for a person: " + ForeignWords.plain(record.why(), WORDS));
      case REFUSED ->
          of(
              analysis,
              record,
              TradingEvent.Type.PROPOSAL_REFUSED,
              Severity.INFO,
              version + " was refused: " + ForeignWords.plain(record.why(), WORDS));
      case ACTIVATED ->
          of(
              analysis,
              record,
              TradingEvent.Type.VERSION_ACTIVATED,
              Severity.WARNING,
              version + BY_ITSELF);
      case MADE ->
          throw new IllegalArgumentException(
              "proposal " + record.number() + " of " + analysis.id() + " is not decided yet");
    };
  }

  /**
   * A version that came into force: of what a person does they are told as news, of what came by
   * itself as a warning. Of what an analysis activates, {@link #proposal} tells.
   *
   * @param account the strategy's account
   */
  public static TradingEvent activated(Activation activation, String account) {
    Map<String, String> details = new TreeMap<>();
    details.put("version", Integer.toString(activation.version()));
    activation.previous().ifPresent(previous -> details.put("previous", previous.toString()));
    activation
        .evidence()
        .map(Announcements::analysisOf)
        .ifPresent(id -> details.put("analysis", id));
    details.put("author", ForeignWords.plain(activation.author(), VALUE));
    return new TradingEvent(
        TradingEvent.Type.VERSION_ACTIVATED,
        activation.automatic() ? Severity.WARNING : Severity.INFO,
        activation.time(),
        account,
        Optional.of(activation.strategy()),
        Optional.empty(),
        versionWords(activation.strategy(), Optional.of(activation.version()))
            + (activation.automatic()
                ? BY_ITSELF
                : " is active, activated by " + ForeignWords.plain(activation.author(), VALUE))
            + activation.previous().map(previous -> "; it was version " + previous).orElse("")
            + "\n"
            + ForeignWords.quoted("The reason given", activation.reason(), WORDS),
        details,
        Optional.of("activation-" + activation.strategy() + "-" + activation.number()));
  }

  /** An analysis that came to nothing; told once, however often it is tried again. */
  public static TradingEvent failed(Analysis analysis, String why) {
    return new TradingEvent(
        TradingEvent.Type.ANALYSIS_FAILED,
        Severity.WARNING,
        analysis.startedAt(),
        analysis.account(),
        Optional.of(analysis.strategy()),
        Optional.empty(),
        "the analysis of "
            + analysis.strategy()
            + " for the session of "
            + analysis.session()
            + " came to nothing: "
            + ForeignWords.plain(why, WORDS),
        Map.of("analysis", analysis.id()),
        Optional.of("analysis-failed-" + analysis.id()));
  }

  /**
   * What people are to hear of how an analysis was answered: that nothing came of it, or that
   * another analyst stood in, which is told once a session and strategy.
   */
  static TradingEvent complaint(Analysis analysis, Complaint complaint) {
    return complaint
        .standIn()
        .map(
            standIn ->
                onceASession(
                    TradingEvent.Type.ANALYST_REPLACED,
                    analysis.account(),
                    analysis.strategy(),
                    analysis.session(),
                    "%s; the %s analyst stood in for %s in the session of %s"
                        .formatted(
                            ForeignWords.plain(complaint.what(), WORDS),
                            standIn,
                            analysis.strategy(),
                            analysis.session()),
                    Map.of("analysis", analysis.id()),
                    "stood-in"))
        .orElseGet(() -> failed(analysis, complaint.what()));
  }

  /**
   * A session that is not studied, and no later run will study; told once a session and strategy.
   *
   * @param version the version as it runs here
   */
  public static TradingEvent notStudied(StrategyVersion version, LocalDate session, String why) {
    return onceASession(
        TradingEvent.Type.ANALYSIS_FAILED,
        version.account().id(),
        version.strategy(),
        session,
        "%s was not studied for the session of %s: %s"
            .formatted(version.strategy(), session, ForeignWords.plain(why, WORDS)),
        Map.of(),
        "not-studied");
  }

  /**
   * An earlier analysis that is left as it is, so that it keeps no later one from being made; told
   * once a session in which it is met.
   *
   * @param version the version as it runs here
   * @param session the one that is studied now
   * @param item the earlier analysis: its id, or its key where it cannot be read
   */
  static TradingEvent leftAlone(
      StrategyVersion version, LocalDate session, String item, String why) {
    return onceASession(
        TradingEvent.Type.ANALYSIS_FAILED,
        version.account().id(),
        version.strategy(),
        session,
        "an earlier analysis of %s is left as it is, and later ones go on: %s"
            .formatted(version.strategy(), ForeignWords.plain(why, WORDS)),
        Map.of("analysis", item),
        Identifiers.occurrence("left-alone", item));
  }

  /** Its time is that of no run: whichever comes first tells, and the others tell the same. */
  private static TradingEvent onceASession(
      TradingEvent.Type type,
      String account,
      String strategy,
      LocalDate session,
      String message,
      Map<String, String> details,
      String what) {
    return new TradingEvent(
        type,
        Severity.WARNING,
        session.atStartOfDay(ZoneOffset.UTC).toInstant(),
        account,
        Optional.of(strategy),
        Optional.empty(),
        message,
        details,
        Optional.of(String.join("-", what, account, strategy, session.toString())));
  }

  /**
   * The month's budget is spent; told once a month and account.
   *
   * @param spend of the month
   * @param budgetUsd what may be spent in a month
   */
  public static TradingEvent budget(Analysis analysis, MonthlySpend spend, BigDecimal budgetUsd) {
    return new TradingEvent(
        TradingEvent.Type.BUDGET_EXHAUSTED,
        Severity.WARNING,
        // The same whichever analysis finds it first.
        spend.month().atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant(),
        analysis.account(),
        Optional.of(analysis.strategy()),
        Optional.empty(),
        "the budget for models of %s is spent: %s of %s USD, in %d question(s)"
            .formatted(spend.month(), usd(spend.committedUsd()), usd(budgetUsd), spend.questions()),
        Map.of(
            "analysis", analysis.id(),
            "month", spend.month().toString(),
            "spent usd", usd(spend.committedUsd()),
            "budget usd", usd(budgetUsd)),
        Optional.of("budget-" + analysis.account() + "-" + spend.month()));
  }

  private static String versionWords(String strategy, Optional<Integer> version) {
    return version.map(number -> "version " + number).orElse("a proposal") + " of " + strategy;
  }

  private static TradingEvent of(
      Analysis analysis,
      ProposalRecord record,
      TradingEvent.Type type,
      Severity severity,
      String first) {
    String confidence = percent(record.proposal().confidence());
    Map<String, String> details = new TreeMap<>();
    details.put("analysis", analysis.id());
    details.put("proposal", Integer.toString(record.number()));
    details.put("previous", Integer.toString(analysis.baseVersion()));
    record.version().ifPresent(version -> details.put("version", version.toString()));
    details.put("confidence", confidence);
    String text =
        String.join(
            "\n",
            first,
            "Changes: " + changes(record.proposal()),
            gateLine(record.gate()),
            "Confidence of " + analysis.analyst() + ": " + confidence,
            ForeignWords.quoted(
                "Words of " + analysis.analyst() + ", an opinion and no evidence",
                record.proposal().reasoning(),
                WORDS));
    return new TradingEvent(
        type,
        severity,
        analysis.startedAt(),
        analysis.account(),
        Optional.of(analysis.strategy()),
        Optional.empty(),
        text,
        details,
        Optional.of("proposal-" + analysis.id() + "#" + record.number()));
  }

  /** The changes of a proposal, such as {@code entry-rsi to 25, stop-loss to 4}. */
  public static String changes(Proposal proposal) {
    Map<String, String> changes = new TreeMap<>(proposal.changes());
    String named =
        changes.entrySet().stream()
            .limit(NAMED_CHANGES)
            .map(
                change ->
                    ForeignWords.plain(change.getKey(), VALUE)
                        + " to "
                        + ForeignWords.plain(change.getValue(), VALUE))
            .collect(Collectors.joining(", "));
    int more = changes.size() - NAMED_CHANGES;
    return changes.isEmpty() ? "none" : more > 0 ? named + " and " + more + " more" : named;
  }

  /** What the gate found, on one line. */
  public static String gateLine(Optional<GateResult> gate) {
    if (gate.isEmpty()) {
      return "Gate: not examined";
    }
    GateResult result = gate.get();
    List<Criterion> failures = result.failures();
    int count = result.criteria().size();
    if (failures.isEmpty()) {
      return "Gate: passed, "
          + count
          + " of "
          + count
          + " criteria, "
          + result.trials()
          + " trial(s)";
    }
    return "Gate: not passed, "
        + failures.size()
        + " of "
        + count
        + " criteria not met: "
        + failures.stream()
            .map(
                failure ->
                    failure.label() + " " + failure.figure() + " (needs " + failure.limit() + ")")
            .collect(Collectors.joining("; "));
  }

  private static String analysisOf(String evidence) {
    int hash = evidence.lastIndexOf('#');
    return hash < 0 ? evidence : evidence.substring(0, hash);
  }

  private static String percent(double fraction) {
    return String.format(Locale.ROOT, "%.0f %%", 100 * fraction);
  }

  private static String usd(BigDecimal amount) {
    return amount.setScale(2, RoundingMode.HALF_UP).toPlainString();
  }
}
