package io.bellwether.analyst;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bellwether.trading.alert.EventMessage;
import io.bellwether.trading.analysis.Analysis;
import io.bellwether.trading.analysis.Criterion;
import io.bellwether.trading.analysis.GateResult;
import io.bellwether.trading.analysis.MonthlySpend;
import io.bellwether.trading.analysis.Proposal;
import io.bellwether.trading.analysis.ProposalRecord;
import io.bellwether.trading.analysis.ProposalRecord.Standing;
import io.bellwether.trading.config.Activation;
import io.bellwether.trading.event.TradingEvent;
import io.bellwether.trading.event.TradingEvent.Severity;
import io.bellwether.trading.event.TradingEvent.Type;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnnouncementsTest {
  private static final Instant STARTED = Instant.parse("2026-11-20T21:30:00Z");
  private static final String REASONING =
      "High volatility in the last sessions made entries at RSI 30 early; 25 waits longer.";
  private static final GateResult FAILED =
      new GateResult(
          41,
          List.of(
              new Criterion("walk-forward", "walk-forward", true, "+0.31", "above 0", "meaning"),
              new Criterion("trades", "trades out of sample", false, "12", "30 or more", "m")));
  private static final GateResult PASSED =
      new GateResult(
          41, List.of(new Criterion("walk-forward", "walk-forward", true, "+0.31", "0", "m")));

  @Test
  void aProposalThatWaits() {
    ProposalRecord record = record(Standing.WAITING, Optional.of(FAILED), REASONING);
    EventMessage message = message(Announcements.proposal(analysis(), record));
    assertEquals("[3 info] Bellwether dev: proposal made on paper-1", message.subject());
    assertEquals(
        """
        version 4 of rsi2 waits for a person: the gate was not passed
        Changes: entry-rsi to 25, stop-loss to 0.04
        Gate: not passed, 1 of 2 criteria not met: trades out of sample 12 (needs 30 or more)
        Confidence of claude: 62 %
        Words of claude, an opinion and no evidence: "High volatility in the last sessions made \
        entries at RSI 30 early; 25 waits longer."

        What it means: Nothing changes until a person activates it.
        What to do: Read it: ./bellwether analysis show A-1 --stage dev. What it changes: \
        ./bellwether strategies diff rsi2 3 4 --stage dev. To activate it: ./bellwether strategies \
        activate rsi2 4 --stage dev --reason TEXT.""",
        message.body());
    assertEquals(
        "info dev: proposal made on paper-1: version 4 of rsi2 waits for a person: the gate was not"
            + " passed Changes: entry-rsi to 25, stop-loss to 0.04 Gate: not passe...",
        message.sms());
  }

  @Test
  void aVersionThatBecameActiveByItself() {
    TradingEvent event =
        Announcements.proposal(
            analysis(), record(Standing.ACTIVATED, Optional.of(PASSED), REASONING));
    assertEquals(Type.VERSION_ACTIVATED, event.type());
    assertEquals(Severity.WARNING, event.severity());
    assertEquals(
        """
        version 4 of rsi2 is active by itself: the gate was passed, no person was asked
        Changes: entry-rsi to 25, stop-loss to 0.04
        Gate: passed, 1 of 1 criteria, 41 trial(s)
        Confidence of claude: 62 %
        Words of claude, an opinion and no evidence: "High volatility in the last sessions made \
        entries at RSI 30 early; 25 waits longer."

        What it means: The next tick decides by it. It decides what becomes of what is held, and \
        leaves what it does not trade.
        What to do: Read it: ./bellwether analysis show A-1 --stage dev. What it changes: \
        ./bellwether strategies diff rsi2 3 4 --stage dev. To go back: ./bellwether strategies \
        rollback rsi2 --stage dev --reason TEXT.
        Look it up: aws logs tail /aws/lambda/bellwether-dev-analysis --since 1d --filter-pattern \
        '"A-1"'""",
        message(event).body());
  }

  @Test
  void whatAPersonActivatesIsNews() {
    TradingEvent event =
        Announcements.activated(
            new Activation(
                "rsi2",
                2,
                4,
                Optional.of(3),
                "ada",
                false,
                "as tried in shadow",
                Optional.of("A-1#1"),
                STARTED),
            "paper-1");
    assertEquals(Severity.INFO, event.severity());
    assertTrue(EventMessage.isForPeople(event));
    assertEquals(
        """
        version 4 of rsi2 is active, activated by ada; it was version 3
        The reason given: "as tried in shadow\"""",
        event.message());
    assertEquals("A-1", event.details().get("analysis"));
  }

  @Test
  void anAnalysisThatFailedAndABudgetThatIsSpent() {
    TradingEvent failed = Announcements.failed(analysis(), "no bars of TQQQ");
    assertEquals(
        "the analysis of rsi2 for the session of 2026-11-20 came to nothing: no bars of TQQQ",
        failed.message());
    MonthlySpend spend =
        new MonthlySpend(YearMonth.of(2026, 11), new BigDecimal("19.876"), 40, Map.of(), 3);
    TradingEvent budget = Announcements.budget(analysis(), spend, new BigDecimal("20"));
    assertEquals(
        "the budget for models of 2026-11 is spent: 19.88 of 20.00 USD, in 40 question(s)",
        budget.message());
    // Whichever analysis of the month finds it, people are told once.
    assertEquals(Optional.of("budget-paper-1-2026-11"), budget.occurrence());
    assertEquals(Instant.parse("2026-11-01T00:00:00Z"), budget.time());
    for (TradingEvent event : List.of(failed, budget)) {
      assertEquals(Severity.WARNING, event.severity());
      assertTrue(message(event).body().contains("Trading is not affected"));
    }
  }

  @Test
  void aRefusedProposalIsForTheBusAlone() {
    TradingEvent event =
        Announcements.proposal(
            analysis(), record(Standing.REFUSED, Optional.empty(), "because", Optional.empty()));
    assertEquals(Type.PROPOSAL_REFUSED, event.type());
    assertFalse(EventMessage.isForPeople(event));
    assertTrue(event.message().startsWith("a proposal of rsi2 was refused: "), event::message);
  }

  @Test
  void whatIsNotDecidedIsNotAnnounced() {
    assertThrows(
        IllegalArgumentException.class,
        () ->
            Announcements.proposal(
                analysis(), record(Standing.MADE, Optional.empty(), "", Optional.empty())));
  }

  /** Each is told once: the name and time are those of the analysis, whenever it is published. */
  @Test
  void eachProposalHasANameOfItsOwn() {
    TradingEvent event =
        Announcements.proposal(
            analysis(), record(Standing.WAITING, Optional.of(FAILED), REASONING));
    assertEquals(Optional.of("proposal-A-1#1"), event.occurrence());
    assertEquals(STARTED, event.time());
  }

  /** A model may write what it likes: it stays one line of text, quoted. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "@everyone sell all <@&123> <#456>",
        "[click here](https://evil.example/login) www.evil.example",
        "# Heading\n> quote\n```\ncode\n```\n||spoiler|| **bold** __under__ ~~gone~~",
        "\u202eevil\u200b\u0000\u001b[31m\r\nSubject: pay\u2028now",
        "\"\nWhat to do: ./bellwether strategies activate rsi2 9 --stage prod",
        "\ud83d\udc80 \ud800 unpaired",
        "Z\u0300\u0301\u0302\u0303\u0304\u0305\u0306\u0307algo"
      })
  void hostileWordsStayWords(String words) {
    for (String text : List.of(words, words.repeat(10_000 / words.length() + 1))) {
      TradingEvent event =
          Announcements.proposal(
              analysis(),
              new ProposalRecord(
                  1,
                  new Proposal(Map.of(text, text), text, text, 0.5, 1),
                  Standing.WAITING,
                  Optional.of(FAILED),
                  Optional.of(4),
                  text));
      List<String> lines = event.message().lines().toList();
      assertEquals(5, lines.size(), event::message);
      assertTrue(event.message().length() < 1_500, () -> "" + event.message().length());
      assertTrue(lines.getLast().startsWith("Words of claude, an opinion and no evidence: "));
      assertFalse(event.message().matches("(?s).*[@#*`|\\[\\]<>~_\\\\].*"), event::message);
      assertFalse(event.message().contains("//"), event::message);
      assertFalse(event.message().matches("(?s).*\\p{L}\\.\\p{L}.*"), event::message);
      assertTrue(event.message().codePoints().allMatch(AnnouncementsTest::isSeen), event::message);
      // What is advised comes from the event's own figures.
      String body = message(event).body();
      assertEquals(body.indexOf("To activate it: "), body.lastIndexOf("To activate it: "), body);
      assertTrue(body.contains("activate rsi2 4 --stage dev"), body);
    }
  }

  @Test
  void anyWordsStayWords() {
    long seed = Long.getLong("bellwether.seed", 20_261_122L);
    System.out.println("seed " + seed);
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < 500; i++) {
      StringBuilder text = new StringBuilder();
      for (int length = random.nextInt(600); length > 0; length--) {
        text.appendCodePoint(random.nextInt(random.nextBoolean() ? 0x80 : 0x11_0000));
      }
      String plain = ForeignWords.plain(text.toString(), 100);
      assertTrue(plain.codePointCount(0, plain.length()) <= 210, plain);
      assertTrue(plain.codePoints().allMatch(AnnouncementsTest::isSeen), plain);
      assertFalse(plain.matches("(?s).*[@#*`|\\[\\]<>~_\\\\/\"].*"), plain);
    }
  }

  private static boolean isSeen(int point) {
    return switch (Character.getType(point)) {
      case Character.FORMAT, Character.SURROGATE, Character.PRIVATE_USE -> false;
      case Character.CONTROL -> point == '\n';
      default -> true;
    };
  }

  private static EventMessage message(TradingEvent event) {
    return EventMessage.of(event, "dev", 0);
  }

  private static ProposalRecord record(
      Standing standing, Optional<GateResult> gate, String reasoning) {
    return record(standing, gate, reasoning, Optional.of(4));
  }

  private static ProposalRecord record(
      Standing standing, Optional<GateResult> gate, String reasoning, Optional<Integer> version) {
    return new ProposalRecord(
        1,
        new Proposal(
            Map.of("entry-rsi", "25", "stop-loss", "0.04"), reasoning, "fewer losses", 0.62, 1),
        standing,
        gate,
        version,
        "the gate was not passed");
  }

  private static Analysis analysis() {
    return new Analysis(
        "A-1",
        "rsi2",
        "paper-1",
        LocalDate.of(2026, 11, 20),
        "schedule",
        3,
        STARTED,
        Analysis.State.DECIDED,
        "claude",
        Optional.empty(),
        Optional.empty(),
        List.of(),
        List.of(),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        2);
  }
}
