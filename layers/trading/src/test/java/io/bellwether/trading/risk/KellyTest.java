package io.bellwether.trading.risk;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against p / l - q / a, reckoned by hand for gains of 50 % and losses of 50 %. */
class KellyTest {
  @ParameterizedTest
  @CsvSource({
    // winners, losers, trades that made nothing, weight
    "20, 10, 0, 0.6667",
    "18, 12, 0, 0.4",
    // Of 15 losers 10 lose anything: l is a third, and p / l - q / a = 1.5 - 1.
    "15, 10, 5, 0.5",
    "15, 15, 0, 0",
    "10, 20, 0, 0",
    "0, 30, 0, 0",
    "0, 0, 30, 0",
    "30, 0, 0, 1"
  })
  void theWeightOfTheTrades(int winners, int losers, int nothing, BigDecimal weight) {
    List<BigDecimal> returns = new ArrayList<>();
    returns.addAll(Collections.nCopies(winners, new BigDecimal("0.5")));
    returns.addAll(Collections.nCopies(losers, new BigDecimal("-0.5")));
    returns.addAll(Collections.nCopies(nothing, BigDecimal.ZERO));

    BigDecimal kelly = Kelly.weight(returns, 30).orElseThrow();
    assertEquals(weight.doubleValue(), kelly.doubleValue(), 0.0001);
    assertEquals(Optional.empty(), Kelly.weight(returns, 31));
  }
}
