package io.bellwether.trading.execution;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.bellwether.trading.config.UnexplainedPolicy;
import java.math.BigDecimal;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The table of what is done about a position that nothing explains. */
class RemedyTest {
  @ParameterizedTest
  @CsvSource({
    // policy, a plan sells it, account concentrates, booked -> remedy
    "FREEZE, false, false, 0, FREEZE",
    "FREEZE, false, false, 5, FREEZE",
    "FREEZE, false, true, 0, LEAVE",
    "FREEZE, false, true, 5, FREEZE",
    "FREEZE, true, false, 0, ADOPT",
    "FREEZE, true, true, 5, ADOPT",
    "ADOPT, false, false, 0, ADOPT",
    "ADOPT, false, false, 5, ADOPT",
    "ADOPT, false, true, 0, LEAVE",
    "ADOPT, true, true, 0, ADOPT",
    "CLOSE, false, false, 0, CLOSE",
    "CLOSE, false, false, 5, FREEZE",
    "CLOSE, false, true, 0, LEAVE",
    "CLOSE, true, false, 0, ADOPT"
  })
  void remedies(
      UnexplainedPolicy policy,
      boolean sold,
      boolean concentrates,
      BigDecimal booked,
      Remedy remedy) {
    assertEquals(remedy, Remedy.of(policy, sold, concentrates, booked));
  }
}
