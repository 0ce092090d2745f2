package io.bellwether.analyst.claude;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bellwether.analyst.AnalystUnavailableException;
import io.bellwether.analyst.Consultation;
import io.bellwether.analyst.claude.Budget.Reservation;
import io.bellwether.trading.analysis.MonthlySpend;
import io.bellwether.trading.analysis.SpendStore;
import io.bellwether.trading.ledger.ConcurrentUpdateException;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BudgetTest {
  private static final BigDecimal ONE = BigDecimal.ONE;
  private static final Instant NOW = Instant.parse("2026-11-30T23:59:59Z");
  private static final YearMonth MONTH = YearMonth.of(2026, 11);

  private final MemorySpend store = new MemorySpend();
  private final Budget budget = new Budget(store, () -> NOW, new BigDecimal("3"));

  @Test
  void theLastOfTheBudgetMayBeReservedAndNoMore() {
    for (int i = 0; i < 3; i++) {
      assertTrue(budget.reserve("A", ONE).isPresent());
    }
    assertTrue(budget.reserve("B", new BigDecimal("0.000001")).isEmpty());
    assertEquals(new BigDecimal("3"), store.of(MONTH).committedUsd());
  }

  @Test
  void aReservationIsReplacedByTheCostOnce() {
    Reservation reservation = budget.reserve("A", ONE).orElseThrow();
    budget.spend(reservation, new BigDecimal("0.25"));
    budget.spend(reservation, new BigDecimal("0.25"));
    budget.release(reservation);
    MonthlySpend spend = store.of(MONTH);
    assertEquals(new BigDecimal("0.25"), spend.spentUsd());
    assertEquals(1, spend.questions());
    assertEquals(Map.of(), spend.reservedUsd());
  }

  @Test
  void theMonthIsThatOfUtc() {
    budget.reserve("A", ONE);
    Budget later = new Budget(store, () -> NOW.plusSeconds(1), new BigDecimal("3"));
    assertEquals(YearMonth.of(2026, 12), later.reserve("A", ONE).orElseThrow().month());
  }

  /**
   * Whoever comes first, and in the middle of whatever, no cent is lost and none is spent twice.
   */
  @Test
  void runsThatInterleaveKeepTheBooks() {
    SplittableRandom random = new SplittableRandom(11);
    BigDecimal spent = BigDecimal.ZERO;
    Budget wide = new Budget(store, () -> NOW, new BigDecimal("1000000"));
    List<Reservation> open = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      if (random.nextBoolean()) {
        store.beforeUpdate = () -> open.add(wide.reserve("other", ONE).orElseThrow());
      }
      if (open.isEmpty() || random.nextBoolean()) {
        open.add(wide.reserve("A", ONE).orElseThrow());
      } else {
        BigDecimal cost = BigDecimal.valueOf(random.nextInt(100), 2);
        wide.spend(open.remove(random.nextInt(open.size())), cost);
        spent = spent.add(cost);
      }
    }
    MonthlySpend spend = store.of(MONTH);
    assertEquals(spent, spend.spentUsd());
    assertEquals(open.size(), spend.reservedUsd().size());
    assertEquals(open.size(), open.stream().distinct().count());
  }

  @Test
  void whoIsNeverFirstGivesUp() {
    SpendStore busy =
        new SpendStore() {
          @Override
          public MonthlySpend of(YearMonth month) {
            return MonthlySpend.none(month);
          }

          @Override
          public MonthlySpend update(MonthlySpend spend) {
            throw new ConcurrentUpdateException("the spend");
          }
        };
    Budget blocked = new Budget(busy, () -> NOW, ONE);
    assertThrows(AnalystUnavailableException.class, () -> blocked.reserve("A", ONE));
  }

  @Test
  void pricesAreExact() {
    TokenPrices sonnet = TokenPrices.listed("claude-sonnet-5-5").orElseThrow();
    assertEquals(new BigDecimal("0.004010"), sonnet.costUsd(2_000, 1));
    assertEquals("4,20", TokenPrices.listed("claude-opus-5-5").orElseThrow().text());
    assertEquals("5,25", TokenPrices.listed("claude-opus-5").orElseThrow().text());
    assertTrue(TokenPrices.listed("claude-unheard-of").isEmpty());
    assertThrows(
        IllegalArgumentException.class, () -> new TokenPrices(BigDecimal.ZERO, BigDecimal.ONE));
  }

  /** A dearer model at a cheaper one's prices would spend more than the books say. */
  @ParameterizedTest
  @CsvSource({"claude-sonnet-5-5,true", "claude-opus-5-5,false", "claude-unheard-of,true"})
  void aModelIsNotAskedBelowItsListPrice(String model, boolean allowed) {
    Executable settings =
        () ->
            new ClaudeSettings(
                ClaudeSettings.PRODUCTION,
                model,
                1,
                Duration.ofSeconds(1),
                1,
                ClaudeFixture.PRICES,
                ONE);
    if (allowed) {
      assertDoesNotThrow(settings);
    } else {
      assertTrue(
          assertThrows(IllegalArgumentException.class, settings).toString().contains("4,20"));
    }
  }

  @Test
  void allThatIsWrongWithSettingsIsTold() {
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                new ClaudeSettings(
                    URI.create("ftp:x"),
                    " ",
                    0,
                    Duration.ZERO,
                    0,
                    ClaudeFixture.PRICES,
                    new BigDecimal("-1")));
    assertEquals(6, String.valueOf(e.getMessage()).split("; ").length, e::toString);
  }

  /** The most a question can cost is set aside before anybody is asked. */
  @Test
  void withoutMoneyNobodyIsAsked() throws IOException {
    try (ClaudeFixture claude = new ClaudeFixture()) {
      claude.budget = new BigDecimal("0.02");
      Consultation consultation = claude.ask();
      assertFalse(consultation.answered());
      assertTrue(
          consultation.notes().getFirst().contains("budget"), consultation.notes()::toString);
      assertEquals(List.of(), claude.server.questions());
      assertEquals(0, claude.spend.of(MONTH).revision());
    }
  }

  @Test
  void moneyRunsOutInTheMonthAndComesBackInTheNext() throws IOException {
    try (ClaudeFixture claude = new ClaudeFixture()) {
      claude.budget = new BigDecimal("0.05");
      int answered = 0;
      while (answered < 20 && claude.ask().answered()) {
        answered++;
      }
      assertEquals(answered, claude.server.questions().size());
      assertEquals(answered, claude.spend.of(MONTH).questions());
      assertTrue(answered > 0 && claude.spend.of(MONTH).spentUsd().compareTo(claude.budget) <= 0);
      claude.now = Instant.parse("2026-12-01T00:00:00Z");
      assertTrue(claude.ask().answered());
    }
  }

  /** An answer that was paid for is not lost because the books could not be kept. */
  @Test
  void aStoreThatFailsAfterTheAnswerCostsNoAnswer() throws IOException {
    try (ClaudeFixture claude = new ClaudeFixture()) {
      claude.server.always(MessagesServer.answer("{\"proposals\":[]}"));
      claude.spend.beforeUpdate =
          () ->
              claude.spend.beforeUpdate =
                  () -> {
                    throw new IllegalStateException("out of reach");
                  };
      Consultation consultation = claude.ask();
      assertEquals("{\"proposals\":[]}", consultation.answer());
      assertTrue(consultation.notes().getFirst().contains("could not be stored"));
      assertEquals(1, claude.spend.of(MONTH).reservedUsd().size());
    }
  }
}
