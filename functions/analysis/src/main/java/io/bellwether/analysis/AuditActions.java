package io.bellwether.analysis;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bellwether.cloud.lambda.Payloads;
import io.bellwether.trading.analysis.Analysis;
import io.bellwether.trading.analysis.ProposalRecord;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.TreeMap;

/** What was analysed: reads, and changes nothing. */
final class AuditActions {
  /** How far back analyses are listed where nothing is said: a quarter. */
  private static final int DAYS_LISTED = 92;

  private final AnalysisWiring wiring;

  AuditActions(AnalysisWiring wiring) {
    this.wiring = wiring;
  }

  /** An analysis with its prompt and its answer, word for word. */
  ObjectNode show(ObjectNode payload) {
    return wiring.audit().show(Payloads.required(payload, "analysis"));
  }

  /** The analyses of a strategy about sessions of some dates. */
  ObjectNode list(ObjectNode payload) {
    String strategy = wiring.book().get(Payloads.required(payload, "strategy")).strategy();
    LocalDate to =
        Payloads.date(payload, "to")
            .orElseGet(() -> LocalDate.ofInstant(wiring.clock().instant(), ZoneOffset.UTC));
    LocalDate from = Payloads.date(payload, "from").orElseGet(() -> to.minusDays(DAYS_LISTED));
    return wiring.audit().list(strategy, from, to);
  }

  /** What came of an analysis, in short. */
  static void describe(Analysis analysis, ObjectNode node) {
    node.put("analysis", analysis.id())
        .put("strategy", analysis.strategy())
        .put("session", analysis.session().toString())
        .put("trigger", analysis.trigger())
        .put("state", analysis.state().name())
        .put("analyst", analysis.analyst())
        .put("baseVersion", analysis.baseVersion());
    ArrayNode proposals = node.putArray("proposals");
    for (ProposalRecord record : analysis.proposals()) {
      ObjectNode proposal = proposals.addObject();
      proposal.put("number", record.number()).put("standing", record.standing().name());
      record.version().ifPresent(version -> proposal.put("version", version));
      ObjectNode changes = proposal.putObject("changes");
      new TreeMap<>(record.proposal().changes()).forEach(changes::put);
      proposal.put("why", record.why());
    }
  }
}
