package io.bellwether.analyst.claude;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bellwether.analyst.AnalystSamples;
import io.bellwether.analyst.AnalystUnavailableException;
import io.bellwether.analyst.Consultation;
import io.bellwether.market.http.ApiKey;
import io.bellwether.market.http.ApiKeyException;
import io.bellwether.market.http.ApiKeys;
import io.bellwether.trading.analysis.ModelUse;
import io.bellwether.trading.analysis.MonthlySpend;
import io.bellwether.trading.analysis.Proposal;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.SocketPolicy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClaudeAnalystTest {
  private static final String GOOD =
      """
      {"proposals":[{"parameters":{"rsi-period":"2","entry-rsi":"25","exit-rsi":"75",
      "stop-loss":"0.05","hedge-entry-rsi":"90","hedge-exit-rsi":"60"},
      "reasoning":"Deeper dips recover better.","expected_effect":"fewer trades","confidence":0.6}]}
      """;

  private final ClaudeFixture claude = new ClaudeFixture();

  @AfterEach
  void close() throws IOException {
    claude.close();
  }

  @Test
  void aGoodAnswerIsAProposalAndItsCostIsStored() {
    claude.server.always(MessagesServer.answer(GOOD));
    Consultation consultation = claude.ask();
    assertEquals(
        List.of(
            new Proposal(
                Map.of("entry-rsi", "25"), "Deeper dips recover better.", "fewer trades", 0.6, 1)),
        consultation.proposals());
    assertEquals(List.of(), consultation.notes());
    assertEquals(GOOD, consultation.answer());
    BigDecimal cost = new BigDecimal("0.006000");
    assertEquals(List.of(new ModelUse("claude-test", 1000, 200, cost)), consultation.uses());
    assertEquals(
        new MonthlySpend(ClaudeFixture.MONTH, cost, 1, Map.of(), 2),
        claude.spend.of(ClaudeFixture.MONTH));
  }

  @Test
  void theQuestionIsTheOneThatIsKept() {
    Consultation consultation = claude.ask();
    JsonNode question = claude.server.questions().getFirst();
    assertEquals("claude-test", question.path("model").asText());
    assertEquals(1000, question.path("max_tokens").asInt());
    Prompt prompt = Prompt.of(AnalystSamples.dossier());
    assertEquals(prompt.system(), question.path("system").asText());
    assertEquals(prompt.user(), question.path("messages").path(0).path("content").asText());
    JsonNode format = question.path("output_config").path("format");
    assertEquals("json_schema", format.path("type").asText());
    assertEquals(prompt.schema(), format.path("schema").toPrettyString());
    assertEquals(prompt.text(), consultation.prompt());
  }

  /** What waiting does not mend is not asked again, and what was reserved for it is free again. */
  @ParameterizedTest
  @CsvSource({"400", "401", "402", "403", "404", "413", "422"})
  void aRefusalIsANoteForPeople(int status) {
    claude.server.always(MessagesServer.error(status, "some_error"));
    Consultation consultation = claude.ask();
    assertFalse(consultation.answered());
    assertEquals(List.of(), consultation.proposals());
    assertTrue(consultation.notes().getFirst().contains("HTTP " + status), consultation::toString);
    assertEquals(1, claude.server.questions().size());
    assertEquals(Map.of(), claude.spend.of(ClaudeFixture.MONTH).reservedUsd());
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 429, 500, 503, 529})
  void whatMayPassIsAskedAgainAFewTimes(int status) {
    claude.server.next(MessagesServer.error(status, "x"), MessagesServer.error(status, "x"));
    claude.server.always(MessagesServer.answer(GOOD));
    // OkHttp itself repeats a 408 once, unseen.
    Consultation consultation = claude.ask();
    assertEquals(1, consultation.proposals().size());
    claude.server.always(MessagesServer.error(status, "x"));
    assertThrows(AnalystUnavailableException.class, claude::ask);
    assertEquals(Map.of(), claude.spend.of(ClaudeFixture.MONTH).reservedUsd());
  }

  @Test
  void theServersWaitIsKept() {
    claude.server.next(MessagesServer.error(429, "rate_limit_error").setHeader("retry-after", "7"));
    claude.server.always(MessagesServer.answer(GOOD));
    assertEquals(1, claude.ask().proposals().size());
    assertEquals(1, claude.pauses.size());
    assertTrue(claude.pauses.getFirst().compareTo(Duration.ofSeconds(7)) >= 0);
  }

  @Test
  void nobodyWaitsAnHour() {
    claude.time = Duration.ofHours(3);
    claude.server.always(
        MessagesServer.error(429, "rate_limit_error").setHeader("retry-after", "3600"));
    AnalystUnavailableException e = assertThrows(AnalystUnavailableException.class, claude::ask);
    assertTrue(String.valueOf(e.getMessage()).contains("36"), e.toString());
    assertEquals(List.of(), claude.pauses);
    assertEquals(1, claude.server.questions().size());
  }

  @Test
  void anAnswerThatNeverComesIsNotAwaitedAndStaysReserved() {
    claude.timeout = Duration.ofMillis(600);
    claude.tries = 1;
    claude.server.always(new MockResponse().setSocketPolicy(SocketPolicy.NO_RESPONSE));
    // By itself the SDK would wait for ten minutes.
    assertTimeoutPreemptively(
        Duration.ofMinutes(1), () -> assertThrows(AnalystUnavailableException.class, claude::ask));
    assertEquals(1, claude.spend.of(ClaudeFixture.MONTH).reservedUsd().size());
  }

  /** The answer that was cut may have been charged: its reservation stays. */
  @Test
  void aCutConnectionIsAskedAgain() {
    claude.server.next(
        MessagesServer.answer(GOOD).setSocketPolicy(SocketPolicy.DISCONNECT_DURING_RESPONSE_BODY),
        new MockResponse().setSocketPolicy(SocketPolicy.DISCONNECT_AFTER_REQUEST));
    claude.server.always(MessagesServer.answer(GOOD));
    Consultation consultation = claude.ask();
    assertEquals(1, consultation.proposals().size(), consultation::toString);
    MonthlySpend spend = claude.spend.of(ClaudeFixture.MONTH);
    assertEquals(2, spend.reservedUsd().size());
    assertEquals(1, spend.questions());
  }

  @ParameterizedTest
  @CsvSource({
    "refusal, refused",
    "max_tokens, cut",
    "model_context_window_exceeded, too long",
    "tool_use, no answer",
    "pause_turn, no answer",
    "something_new, no answer",
    "'', no answer"
  })
  void howTheModelEndedComesBeforeWhatItWrote(String stopReason, String note) {
    claude.server.always(MessagesServer.message(GOOD, stopReason));
    Consultation consultation = claude.ask();
    assertEquals(List.of(), consultation.proposals());
    assertTrue(consultation.notes().getFirst().contains(note), consultation::toString);
    assertTrue(consultation.answered());
    assertEquals(1, consultation.uses().size());
  }

  @Test
  void aRefusalWithoutContentIsKeptAsItCame() {
    claude.server.always(MessagesServer.json(200, MessagesServer.envelope("refusal").toString()));
    Consultation consultation = claude.ask();
    assertTrue(consultation.answer().contains("\"stop_reason\":\"refusal\""));
    assertTrue(consultation.answered());
    assertEquals(List.of(), consultation.proposals());
  }

  @Test
  void thinkingMayComeFirst() {
    ObjectNode message = MessagesServer.envelope("end_turn");
    message.withArray("content").addObject().put("type", "thinking").put("thinking", "{\"x\":");
    message.withArray("content").addObject().put("type", "text").put("text", GOOD);
    claude.server.always(MessagesServer.json(200, message.toString()));
    assertEquals(1, claude.ask().proposals().size());
  }

  /** An answer that was paid for is kept, whatever it is. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "no JSON",
        "{\"type\":\"message\"",
        "[]",
        "null",
        "<html>",
        "{\"type\":\"message\"}"
      })
  void aBodyThatIsNoMessageIsKept(String body) {
    claude.server.always(MessagesServer.json(200, body));
    Consultation consultation = claude.ask();
    assertEquals(body, consultation.answer());
    assertEquals(List.of(), consultation.proposals());
    assertFalse(consultation.notes().isEmpty());
    assertEquals(1, claude.spend.of(ClaudeFixture.MONTH).reservedUsd().size());
  }

  @Test
  void aHugeAnswerIsNotReadOn() {
    claude.server.always(MessagesServer.answer("x".repeat(5 << 20)));
    Consultation consultation = claude.ask();
    assertEquals(100_000, consultation.answer().length());
    assertTrue(consultation.notes().getFirst().contains("longer"), consultation.notes()::toString);
  }

  @Test
  void usageThatCannotBeIsNoUsage() {
    for (String usage :
        List.of(
            "{}", "{\"input_tokens\":-1,\"output_tokens\":2}", "{\"input_tokens\":1e99}", "7")) {
      ObjectNode message = MessagesServer.envelope("end_turn");
      message.withArray("content").addObject().put("type", "text").put("text", GOOD);
      String body =
          message.without("usage").toString().replaceFirst("}$", ",\"usage\":" + usage + "}");
      claude.server.always(MessagesServer.json(200, body));
      Consultation consultation = claude.ask();
      assertEquals(1, consultation.proposals().size(), usage);
      assertEquals(List.of(), consultation.uses(), usage);
    }
    assertEquals(4, claude.spend.of(ClaudeFixture.MONTH).reservedUsd().size());
  }

  @Test
  void withoutAKeyNobodyIsAsked() {
    claude.keys =
        () -> {
          throw new ApiKeyException("secret x has no 'anthropic_api_key'");
        };
    Consultation consultation = claude.ask();
    assertFalse(consultation.answered());
    assertTrue(consultation.notes().getFirst().contains("anthropic_api_key"));
    assertEquals(List.of(), claude.server.questions());
  }

  @Test
  void aKeyStoreOutOfReachIsNotTheEnd() {
    claude.keys =
        () -> {
          throw new IllegalStateException("with " + ClaudeFixture.KEY);
        };
    AnalystUnavailableException e = assertThrows(AnalystUnavailableException.class, claude::ask);
    assertFalse(e.toString().contains(ClaudeFixture.KEY));
  }

  @Test
  void aRotatedKeyIsReadAnewOnce() {
    claude.server.always(MessagesServer.answer(GOOD));
    claude.server.accept("rotated-key-1");
    claude.keys =
        new ApiKeys() {
          @Override
          public ApiKey current() {
            return ApiKey.of(ClaudeFixture.KEY);
          }

          @Override
          public ApiKey reread() {
            return ApiKey.of("rotated-key-1");
          }
        };
    assertEquals(1, claude.ask().proposals().size());
    claude.server.accept("rotated-key-2");
    assertFalse(claude.ask().answered());
    assertEquals(4, claude.server.questions().size());
  }

  /** Servers quote keys; neither the record nor a note may. */
  @Test
  void noKeyIsInWhatIsKept() {
    claude.server.next(
        MessagesServer.answer("your key is " + ClaudeFixture.KEY),
        MessagesServer.json(
            403, "{\"type\":\"error\",\"error\":{\"message\":\"" + ClaudeFixture.KEY + "\"}}"));
    assertFalse(claude.ask().toString().contains(ClaudeFixture.KEY));
    assertFalse(claude.ask().toString().contains(ClaudeFixture.KEY));
  }

  @Test
  void withoutTimeNobodyIsAsked() {
    claude.timeout = Duration.ofMillis(100);
    assertThrows(AnalystUnavailableException.class, claude::ask);
    assertEquals(List.of(), claude.server.questions());
    assertEquals(0, claude.spend.of(ClaudeFixture.MONTH).revision());
  }
}
