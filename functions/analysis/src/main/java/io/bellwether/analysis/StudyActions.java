package io.bellwether.analysis;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bellwether.analyst.Inquiry;
import io.bellwether.analyst.Study;
import io.bellwether.analyst.StudyLoader;
import io.bellwether.cloud.lambda.Payloads;
import io.bellwether.market.time.Deadline;
import io.bellwether.trading.analysis.Analysis;
import io.bellwether.trading.analysis.DriftReport;
import io.bellwether.trading.config.StrategyVersion;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is done with a strategy's bars after the close. One strategy's trouble does not keep the
 * others from being studied; the invocation fails at its end, and its retry takes up what was left.
 */
final class StudyActions {
  private static final Logger LOG = LoggerFactory.getLogger("analysis");
  private static final String SCHEDULE = "schedule";

  private final AnalysisWiring wiring;
  private final Deadline deadline;

  StudyActions(AnalysisWiring wiring, Deadline deadline) {
    this.wiring = wiring;
    this.deadline = deadline;
  }

  /** What is done with one study. */
  private interface Work {
    void on(Study study, LocalDate session, ObjectNode entry);
  }

  /** Sessions are stored, then an analysis is carried out, or on, or is found done. */
  ObjectNode analyze(ObjectNode payload) {
    String trigger = Payloads.text(payload, "trigger");
    return each(
        payload,
        (study, session, entry) -> {
          SessionKeeper keeper = wiring.sessions();
          SessionKeeper.Kept kept = keeper.keep(study, session, deadline);
          Optional<String> hopeless = wiring.hopeless(study.version(), session);
          if (hopeless.isPresent()) {
            entry.put("outcome", "unfit").put("message", hopeless.get());
            return;
          }
          Analysis analysis =
              wiring
                  .service()
                  .analyze(
                      new Inquiry(
                          study,
                          kept.last(),
                          keeper.similar(kept.last()),
                          wiring.outlook().headlines(study.version().symbols(), deadline),
                          trigger.isEmpty() ? SCHEDULE : trigger),
                      deadline);
          entry.put("outcome", "analyzed");
          AuditActions.describe(analysis, entry);
        });
  }

  /** Stores the documents of sessions that are missing, and no more. */
  ObjectNode sessions(ObjectNode payload) {
    return each(
        payload,
        (study, session, entry) -> {
          SessionKeeper.Kept kept = wiring.sessions().keep(study, session, deadline);
          entry
              .put("outcome", "stored")
              .put("added", kept.added())
              .put("origin", kept.last().origin().name());
        });
  }

  /**
   * Holds the session's decisions against those of the backtest.
   *
   * @throws IllegalStateException if that of a strategy cannot be examined yet: no other day's run
   *     looks at the session again, so the retry does, or a person whom the alarm calls
   */
  ObjectNode drift(ObjectNode payload) {
    ObjectNode answer = watched(payload);
    for (JsonNode entry : answer.path("results")) {
      String outcome = entry.path("outcome").asText();
      if (outcome.equals("late") || outcome.equals("unfit")) {
        throw new IllegalStateException(
            "%s of %s was not held against the backtest: %s"
                .formatted(
                    entry.path("strategy").asText(),
                    entry.path("session").asText(),
                    entry.path("message").asText()));
      }
    }
    return answer;
  }

  private ObjectNode watched(ObjectNode payload) {
    return each(
        payload,
        (study, session, entry) -> {
          DriftReport report = wiring.drift().watch(study.version(), study.market(), session);
          entry.put("outcome", report.alerts().isEmpty() ? "agrees" : "differs");
          entry.put("alerts", report.alerts().size());
        });
  }

  /** Tells of the week of the last session that has ended. */
  ObjectNode digest(ObjectNode payload) {
    Payloads.instant(payload, "scheduledTime");
    LocalDate session = wiring.studies().lastSession();
    wiring.digest().publish(wiring.book().all(), session);
    return JsonNodeFactory.instance.objectNode().put("week", session.toString());
  }

  private ObjectNode each(ObjectNode payload, Work work) {
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    ArrayNode results = answer.putArray("results");
    Optional<RuntimeException> failure = Optional.empty();
    for (StrategyVersion version : selected(payload)) {
      wiring.metrics().note("strategy", version.strategy());
      wiring.metrics().note("account", version.account().id());
      ObjectNode entry = results.addObject().put("strategy", version.strategy());
      try {
        load(version, work, entry);
        LOG.atInfo()
            .addKeyValue("strategy", version.strategy())
            .addKeyValue("outcome", entry.path("outcome").asText())
            .log(entry.path("message").asText("done"));
      } catch (RuntimeException e) {
        LOG.atError()
            .addKeyValue("strategy", version.strategy())
            .setCause(e)
            .log("nothing was decided about the strategy; the retry or the next run goes on");
        failure = Optional.of(e);
      }
    }
    if (failure.isPresent()) {
      throw failure.get();
    }
    return answer;
  }

  private void load(StrategyVersion version, Work work, ObjectNode entry) {
    switch (wiring.studies().load(version, deadline)) {
      case StudyLoader.Result.Ready ready -> {
        entry.put("session", ready.session().toString()).put("bars", ready.bars());
        work.on(ready.study(), ready.session(), entry);
      }
      case StudyLoader.Result.Late late ->
          entry
              .put("session", late.session().toString())
              .put("outcome", "late")
              .put("message", late.message());
      case StudyLoader.Result.Unfit unfit ->
          entry
              .put("session", unfit.session().toString())
              .put("outcome", "unfit")
              .put("message", unfit.message());
    }
  }

  private List<StrategyVersion> selected(ObjectNode payload) {
    Payloads.instant(payload, "scheduledTime");
    String name = Payloads.text(payload, "strategy");
    return name.isEmpty() ? wiring.book().enabled() : List.of(wiring.book().get(name));
  }
}
