package io.bellwether.workbench.scenario.faults;

import static io.bellwether.workbench.scenario.faults.Books.assertAmount;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bellwether.cloud.Setting;
import io.bellwether.cloud.lambda.InvocationFailedException;
import io.bellwether.trading.TradingMode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Live trading is said by the account and by the environment, or does not happen. */
@Tag("integration")
@ExtendWith(SharedCloud.Parameter.class)
class LiveModeTest {
  @Test
  void aLiveAccountOnAPaperDeploymentPlacesNothing(SharedCloud shared) {
    try (Story story = Story.rsi2(shared).bars(Prices.IN_AND_OUT).mode(TradingMode.LIVE).begin()) {
      assertThrows(IllegalStateException.class, () -> story.tick("10:30"));
      assertTrue(
          assertThrows(InvocationFailedException.class, () -> story.functions().followUp())
              .getMessage()
              .contains("live"));
      assertTrue(story.exchange().orders().isEmpty());
    }
  }

  @Test
  void aDeploymentThatSaysLiveOnceDoesNotStart(SharedCloud shared) {
    Story.Builder story =
        Story.rsi2(shared)
            .bars(Prices.IN_AND_OUT)
            .mode(TradingMode.LIVE)
            .setting(Setting.TRADING_MODE, "live");

    assertTrue(
        assertThrows(IllegalArgumentException.class, story::begin)
            .getMessage()
            .contains("LIVE_TRADING_CONFIRMED"));
  }

  @Test
  void saidInBothPlacesItTrades(SharedCloud shared) {
    try (Story story =
        Story.rsi2(shared)
            .bars(Prices.IN_AND_OUT)
            .mode(TradingMode.LIVE)
            .setting(Setting.TRADING_MODE, "live")
            .setting(Setting.LIVE_TRADING_CONFIRMED, "true")
            .begin()) {
      story.tick("10:30").minutes(2);

      assertAmount("913", story.held(Story.SYMBOL));
    }
  }
}
