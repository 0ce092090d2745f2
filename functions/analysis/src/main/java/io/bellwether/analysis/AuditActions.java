package io.bellwether.analysis;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bellwether.analyst.AnalysisJson;
import io.bellwether.cloud.lambda.Payloads;
import io.bellwether.trading.analysis.Analysis;
import io.bellwether.trading.analysis.ArchivedTextException;
import io.bellwether.trading.analysis.ProposalRecord;
import io.bellwether.trading.analysis.StoredText;
import java.time.LocalDate;
import java.time.ZoneOffset;

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
    String id = Payloads.required(payload, "analysis");
    Analysis analysis =
        wiring
            .analyses()
            .find(id)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "there is no analysis '" + id + "'; list names those of a strategy"));
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    answer.set("analysis", AnalysisJson.of(analysis));
    analysis.prompt().ifPresent(text -> put("prompt", text, answer));
    analysis.answer().ifPresent(text -> put("answer", text, answer));
    return answer;
  }

  /** The analyses of a strategy about sessions of some dates. */
  ObjectNode list(ObjectNode payload) {
    String strategy = wiring.book().get(Payloads.required(payload, "strategy")).strategy();
    LocalDate to =
        Payloads.date(payload, "to")
            .orElseGet(() -> LocalDate.ofInstant(wiring.clock().instant(), ZoneOffset.UTC));
    LocalDate from = Payloads.date(payload, "from").orElseGet(() -> to.minusDays(DAYS_LISTED));
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    ArrayNode list = answer.putArray("analyses");
    wiring
        .analyses()
        .of(strategy, from, to)
        .forEach(analysis -> describe(analysis, list.addObject()));
    return answer;
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
      proposal.put("why", record.why());
    }
  }

  /** A text that is gone hides nothing of the rest. */
  private void put(String key, StoredText text, ObjectNode answer) {
    try {
      answer.put(key, wiring.texts().read(text));
    } catch (ArchivedTextException e) {
      answer.put(key + "Missing", e.getMessage());
    }
  }
}
