package io.bellwether.trading.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bellwether.trading.TradingMode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeploymentTest {
  @Test
  void namesEachStrategysAccountInOrder() {
    Deployment deployment =
        Deployment.parse("rsi2@alpaca-paper-rsi2, ema-crossover@alpaca-paper", TradingMode.PAPER);
    assertEquals(List.of("rsi2", "ema-crossover"), List.copyOf(deployment.accounts().keySet()));
    assertEquals(
        Map.of("rsi2", "alpaca-paper-rsi2", "ema-crossover", "alpaca-paper"),
        deployment.accounts());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "rsi2", "rsi2@", "@a", "rsi2@a,", "rsi2@a@b", "RSI2@a", "rsi2@a b"})
  void refusesWhatItCannotRead(String text) {
    assertThrows(IllegalArgumentException.class, () -> Deployment.parse(text, TradingMode.PAPER));
  }

  @Test
  void listsAllConflictsAtOnce() {
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () -> Deployment.parse("rsi2@a,rsi2@b,ema-crossover@a,x", TradingMode.PAPER))
            .getMessage();
    assertTrue(message.contains("rsi2 is there twice"), message);
    assertTrue(message.contains("account a is claimed by rsi2 and by ema-crossover"), message);
    assertTrue(message.contains("'x' is not STRATEGY@ACCOUNT"), message);
  }
}
