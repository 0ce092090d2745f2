package io.bellwether.analysis;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bellwether.analyst.Announcements;
import io.bellwether.analyst.Inquiry;
import io.bellwether.analyst.Study;
import io.bellwether.analyst.StudyLoader;
import io.bellwether.analyst.drift.DriftWatch;
import io.bellwether.cloud.lambda.Payloads;
import io.bellwether.market.calendar.Session;
import io.bellwether.market.time.Deadline;
import io.bellwether.trading.analysis.Analysis;
import io.bellwether.trading.analysis.DriftReport;
import io.bellwether.trading.config.StrategyVersion;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is done with a strategy's bars after the close. One strategy's trouble does not keep the
 * others from being studied, nor is one begun that there is no time for; the invocation fails at
 * its end, and its retry takes up what was left.
 */
final class StudyActions {
  private static final Logger LOG = LoggerFactory.getLogger("analysis");
  private static final String SCHEDULE = "schedule";

  /** With less no strategy is begun: the longest of those packaged takes half of it. */
  private static final Duration LEAST_TIME = Duration.ofMinutes(1);

  /** Nothing: another run comes back for it, or a person who reads the answer. */
  private static final Missed LATER = (version, session, why) -> {};

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

  /** What is done about a session whose bars are not there or cannot be trusted. */
  private interface Missed {
    void on(StrategyVersion version, LocalDate session, String why);
  }

  /**
   * Sessions are stored, then an analysis is carried out, or on, or is found done. It is always of
   * the last session that has ended: it studies all those before it too, and the headlines and the
   * versions are those of now. Where nothing can be studied, what earlier sessions left is brought
   * to an end all the same, and the {@code last} run of a session tells people: no other looks at
   * it again.
   */
  ObjectNode analyze(ObjectNode payload) {
    String given = Payloads.text(payload, "trigger");
    String trigger = given.isEmpty() ? SCHEDULE : given;
    boolean last = Payloads.flag(payload, "last");
    Missed missed =
        (version, session, why) -> {
          wiring.service().settleEarlier(version, session);
          if (last) {
            tellNotStudied(version, session, trigger, why);
          }
        };
    return each(
        payload,
        last(payload),
        (study, session, entry) -> {
          SessionKeeper keeper = wiring.sessions();
          SessionKeeper.Kept kept = keeper.keep(study, session, deadline);
          Optional<String> hopeless = wiring.hopeless(study.version(), session);
          if (hopeless.isPresent()) {
            entry.put("outcome", "unfit").put("message", hopeless.get());
            missed.on(study.version(), session, hopeless.get());
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
                          trigger),
                      deadline);
          entry.put("outcome", "analyzed");
          AuditActions.describe(analysis, entry);
        },
        missed);
  }

  /**
   * Tells, unless an earlier run has begun an analysis of the session: that one was told of, or the
   * session after it brings it to an end and tells.
   */
  private void tellNotStudied(
      StrategyVersion version, LocalDate session, String trigger, String why) {
    if (wiring.service().find(version, session, trigger).isPresent()) {
      return;
    }
    if (!wiring.events().taken(Announcements.notStudied(version, session, why))) {
      throw new IllegalStateException(
          "%s of %s was not studied, and people could not be told; the retry does it again"
              .formatted(version.strategy(), session));
    }
  }

  /** Stores the documents of sessions that are missing, and no more. */
  ObjectNode sessions(ObjectNode payload) {
    return each(
        payload,
        last(payload),
        (study, session, entry) -> {
          SessionKeeper.Kept kept = wiring.sessions().keep(study, session, deadline);
          entry
              .put("outcome", "stored")
              .put("added", kept.added())
              .put("origin", kept.last().origin().name());
        },
        LATER);
  }

  /**
   * Holds a session's decisions against those of the backtest.
   *
   * @throws IllegalStateException if that of a strategy cannot be examined yet: no other day's run
   *     looks at the session again, so the retry does, or a person whom the alarm calls
   */
  ObjectNode drift(ObjectNode payload) {
    return each(
        payload,
        session(payload),
        (study, session, entry) -> {
          DriftWatch watch = wiring.drift();
          List<String> symbols = watch.symbols(study.version(), study.market(), session);
          DriftReport report =
              watch.watch(
                  study.version(), wiring.studies().market(study, symbols, deadline), session);
          entry.put("outcome", report.alerts().isEmpty() ? "agrees" : "differs");
          entry.put("alerts", report.alerts().size());
        },
        (version, session, why) -> {
          throw new IllegalStateException(
              "%s of %s was not held against the backtest: %s"
                  .formatted(version.strategy(), session, why));
        });
  }

  /** Tells of the last week that was over when the run was due, or is by now. */
  ObjectNode digest(ObjectNode payload) {
    Instant now = wiring.clock().instant();
    Instant due = Payloads.past(payload, "scheduledTime", now).orElse(now);
    String week = wiring.digest().publish(wiring.book().all(), due);
    return JsonNodeFactory.instance.objectNode().put("week", week);
  }

  /**
   * The session a run is of: the one named, else the last one that had ended when the run was due,
   * else the last one that has ended by now.
   */
  private Session session(ObjectNode payload) {
    Instant now = wiring.clock().instant();
    Optional<Instant> due = Payloads.past(payload, "scheduledTime", now);
    return Payloads.date(payload, "session")
        .map(date -> wiring.studies().ended(date, now))
        .orElseGet(() -> wiring.studies().lastEnded(due.orElse(now)));
  }

  /** The last session that has ended by now, whenever the run was due. */
  private Session last(ObjectNode payload) {
    Payloads.instant(payload, "scheduledTime");
    return wiring.studies().lastEnded(wiring.clock().instant());
  }

  private ObjectNode each(ObjectNode payload, Session session, Work work, Missed missed) {
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    ArrayNode results = answer.putArray("results");
    Optional<RuntimeException> failure = Optional.empty();
    List<String> left = new ArrayList<>();
    for (StrategyVersion version : selected(payload)) {
      if (!deadline.allows(LEAST_TIME)) {
        left.add(version.strategy());
        continue;
      }
      wiring.metrics().note("strategy", version.strategy());
      wiring.metrics().note("account", version.account().id());
      ObjectNode entry = results.addObject().put("strategy", version.strategy());
      try {
        load(version, session, work, missed, entry);
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
    if (!left.isEmpty()) {
      IllegalStateException unbegun =
          new IllegalStateException(
              "there was no time left for %s; the retry takes them up"
                  .formatted(String.join(", ", left)));
      failure.ifPresent(unbegun::addSuppressed);
      throw unbegun;
    }
    if (failure.isPresent()) {
      throw failure.get();
    }
    return answer;
  }

  private void load(
      StrategyVersion version, Session last, Work work, Missed missed, ObjectNode entry) {
    switch (wiring.studies().load(version, last, deadline)) {
      case StudyLoader.Result.Ready ready -> {
        entry.put("session", ready.session().toString()).put("bars", ready.bars());
        work.on(ready.study(), ready.session(), entry);
      }
      case StudyLoader.Result.Late late -> {
        entry
            .put("session", late.session().toString())
            .put("outcome", "late")
            .put("message", late.message());
        missed.on(version, late.session(), late.message());
      }
      case StudyLoader.Result.Unfit unfit -> {
        entry
            .put("session", unfit.session().toString())
            .put("outcome", "unfit")
            .put("message", unfit.message());
        missed.on(version, unfit.session(), unfit.message());
      }
    }
  }

  private List<StrategyVersion> selected(ObjectNode payload) {
    String name = Payloads.text(payload, "strategy");
    return name.isEmpty() ? wiring.book().enabled() : List.of(wiring.book().get(name));
  }
}
