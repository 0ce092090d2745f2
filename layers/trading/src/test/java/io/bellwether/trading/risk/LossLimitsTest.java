package io.bellwether.trading.risk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bellwether.trading.broker.AccountSnapshot;
import io.bellwether.trading.risk.LossLimits.Breach;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** From 10,000 dollars: at its figure a limit is reached, a cent above it is not. */
class LossLimitsTest {
  private static final BigDecimal FROM = new BigDecimal("10000");

  @ParameterizedTest
  @CsvSource({
    "day-loss,        0.03, 9700, equity of 9700.00 is 3 % below the last close of 10000.00; the limit is 3 %",
    "day-loss-amount, 450,  9550, equity of 9550.00 is 450.00 less than the 10000.00 of the last close; the limit is 450.00"
  })
  void theLossOfADayIsFromTheLastClose(String key, String most, String equity, String message) {
    LossLimits limits = limits(key, most);
    BigDecimal at = new BigDecimal(equity);
    AccountSnapshot account = account(Optional.of(FROM));

    assertBreach(message, at, limits.ofDay(account, at));
    assertEquals(Optional.empty(), limits.ofDay(account, at.add(new BigDecimal("0.01"))));
    assertTrue(limits.limitDay());
  }

  @Test
  void withoutALastCloseTheDaysLossIsNotKnown() {
    LossLimits limits = limits("day-loss", "0.03");
    assertFalse(limits.dayIsKnown(account(Optional.empty())));
    assertTrue(limits.dayIsKnown(account(Optional.of(FROM))));
    assertEquals(Optional.empty(), limits.ofDay(account(Optional.empty()), BigDecimal.ONE));
  }

  /** Each of them alone makes equity something to watch. */
  @ParameterizedTest
  @ValueSource(strings = {"drawdown", "total-loss-amount", "day-loss", "day-loss-amount"})
  void aLimitOnLossesIsToBeWatched(String key) {
    assertFalse(RiskProfiles.NONE.limitsLosses());
    assertTrue(RiskProfiles.NONE.adjusted(Map.of(key, "0.5")).limitsLosses());
    assertFalse(RiskProfiles.NONE.adjusted(Map.of("leverage", "0.5")).limitsLosses());
  }

  private static void assertBreach(String message, BigDecimal at, Optional<Breach> breach) {
    Breach found = breach.orElseThrow();
    assertEquals(message, found.message());
    assertEquals(0, found.value().compareTo(at));
    assertEquals(0, found.limit().compareTo(at), "the limit is where equity stands");
  }

  private static LossLimits limits(String key, String most) {
    return LossLimits.of(RiskProfiles.NONE.adjusted(Map.of(key, most)));
  }

  private static AccountSnapshot account(Optional<BigDecimal> lastEquity) {
    return new AccountSnapshot(FROM, FROM, FROM, false, RiskFixtures.NOW, lastEquity);
  }
}
