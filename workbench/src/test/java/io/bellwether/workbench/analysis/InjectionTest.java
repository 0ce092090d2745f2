package io.bellwether.workbench.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bellwether.analyst.Analyst;
import io.bellwether.analyst.Examiner;
import io.bellwether.analyst.Inquiry;
import io.bellwether.analyst.Recollection;
import io.bellwether.analyst.claude.ClaudeAnalyst;
import io.bellwether.analyst.claude.ClaudeSettings;
import io.bellwether.analyst.claude.Injections;
import io.bellwether.analyst.claude.MessagesServer;
import io.bellwether.analyst.claude.TokenPrices;
import io.bellwether.analyst.gate.ActivationPolicy;
import io.bellwether.market.http.ApiKey;
import io.bellwether.trading.analysis.Analysis;
import io.bellwether.trading.analysis.Analysis.State;
import io.bellwether.trading.analysis.Criterion;
import io.bellwether.trading.analysis.GateResult;
import io.bellwether.trading.analysis.SessionDocument;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Hostile texts in headlines and notes, and a model that obeys them, where everything else lets
 * pass: the gate is open and versions become active by themselves.
 */
@Tag("integration")
final class InjectionTest {
  private static final String KEY = "a-key-of-this-test";
  private static final ActivationPolicy BY_ITSELF = new ActivationPolicy(true, 0.5, 1);

  private static final Examiner OPEN_GATE =
      (study, changes, trials, cancelled) ->
          new GateResult(
              trials, List.of(new Criterion("open", "open", true, "1", "0", "It is open.")));

  @Test
  void noTextChangesAParameterOrActivatesAnything() throws IOException {
    Map<String, String> texts = Injections.texts();
    assertTrue(texts.size() >= 20, "kinds of texts: " + texts.size());
    try (MessagesServer server = new MessagesServer(KEY)) {
      List<String> answers = new ArrayList<>(Injections.obedientAnswers().values());
      int turn = 0;
      for (Map.Entry<String, String> text : texts.entrySet()) {
        for (int i = 0; i < 3; i++) {
          String obedient = answers.get(turn++ % answers.size());
          server.always(MessagesServer.answer(obedient));
          assertNothingHappens(server, text.getValue(), text.getKey() + " / " + obedient);
        }
      }
    }
  }

  private static void assertNothingHappens(MessagesServer server, String text, String what) {
    AnalysisDesk desk = new AnalysisDesk();
    Map<String, String> before = desk.active().parameters();
    int asked = server.questions().size();
    Analysis analysis =
        desk.run(
            Moments.quiet(),
            claude(server, desk),
            OPEN_GATE,
            BY_ITSELF,
            hostile(AnalysisDesk.inquiry(desk.active()), text));
    assertEquals(asked + 1, server.questions().size(), what);
    assertEquals(State.ANNOUNCED, analysis.state(), what);
    assertEquals(1, desk.active().version(), what);
    assertEquals(before, desk.active().parameters(), what);
    assertEquals(1, desk.ledger().strategies().activations("rsi2").size(), what);
    assertEquals(1, desk.ledger().strategies().versions("rsi2").size(), what);
  }

  private static Analyst claude(MessagesServer server, AnalysisDesk desk) {
    return new ClaudeAnalyst(
        new ClaudeSettings(
            server.url(),
            "claude-sonnet-5-5",
            2_000,
            Duration.ofSeconds(20),
            1,
            new TokenPrices(BigDecimal.TWO, BigDecimal.TEN),
            new BigDecimal(1_000)),
        () -> ApiKey.of(KEY),
        desk.ledger().analysis().spend(),
        () -> AnalysisDesk.NOW,
        duration -> {},
        new SplittableRandom(1));
  }

  /** The text as a headline, as a note on the session, and as one on a session of the past. */
  private static Inquiry hostile(Inquiry inquiry, String text) {
    SessionDocument session = inquiry.session();
    SessionDocument noted =
        new SessionDocument(
            session.strategy(),
            session.date(),
            session.origin(),
            session.version(),
            session.parameters(),
            session.condition(),
            session.performance(),
            List.of("entry", text));
    return new Inquiry(
        inquiry.study(),
        noted,
        List.of(new Recollection(noted, 0.9, Optional.of(0.01), Optional.empty())),
        List.of(text),
        inquiry.trigger());
  }
}
