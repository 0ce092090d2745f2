package io.bellwether.cloud.dynamo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bellwether.strategy.Direction;
import io.bellwether.strategy.Sizing;
import io.bellwether.strategy.StopLoss;
import io.bellwether.strategy.TakeProfit;
import io.bellwether.strategy.Target;
import io.bellwether.trading.config.AccountSettings;
import io.bellwether.trading.config.StrategyBook;
import io.bellwether.trading.config.StrategyVersion;
import io.bellwether.trading.config.UnexplainedPolicy;
import io.bellwether.trading.risk.RiskState;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Records as earlier releases stored them, and as this one does. */
final class OldVersionsTest {
  @Test
  void aVersionWithoutFeedsNamesNone() {
    for (StrategyVersion version : StrategyBook.packaged()) {
      Map<String, AttributeValue> item = new HashMap<>(RecordCodec.encode(version));
      assertEquals(version, RecordCodec.decode(item, StrategyVersion.class));
      assertFalse(version.feeds().isEmpty());
      item.remove("feeds");
      assertEquals(version.withFeeds(List.of()), RecordCodec.decode(item, StrategyVersion.class));
    }
  }

  @Test
  void anAccountWithoutLimitsOfItsOwnHasThoseOfItsProfile() {
    AccountSettings account = StrategyBook.packaged().getFirst().account();
    Map<String, AttributeValue> item = new HashMap<>(RecordCodec.encode(account));
    item.remove("riskLimits");
    assertEquals(account, RecordCodec.decode(item, AccountSettings.class));
  }

  @Test
  void anAccountWithoutAPolicyFreezesWhatIsUnexplained() {
    AccountSettings account = StrategyBook.packaged().getFirst().account();
    Map<String, AttributeValue> item = new HashMap<>(RecordCodec.encode(account));
    assertNotNull(item.remove("unexplained"));
    assertEquals(
        UnexplainedPolicy.FREEZE, RecordCodec.decode(item, AccountSettings.class).unexplained());
  }

  /** As releases stored it that knew of no other limit on losses than the drawdown. */
  @Test
  void aRiskStateFromBeforeTheOtherLimitsIsRead() {
    Map<String, AttributeValue> item =
        Map.of(
            "account", AttributeValue.fromS("paper-1"),
            "killed", AttributeValue.fromBool(true),
            "disabled", AttributeValue.fromBool(false),
            "reason", AttributeValue.fromS("holiday"),
            "peakEquity", AttributeValue.fromS("10000.50"),
            "suspect",
                AttributeValue.fromM(
                    Map.of(
                        "equity", AttributeValue.fromS("7000"),
                        "time", AttributeValue.fromS("2026-11-20T20:30:00Z"))),
            "revision", AttributeValue.fromN("7"));
    RiskState state = RecordCodec.decode(item, RiskState.class);
    assertTrue(state.killed());
    assertEquals(Optional.of(new BigDecimal("10000.50")), state.peakEquity());
    assertEquals(new BigDecimal("7000"), state.suspect().orElseThrow().equity());
    assertEquals(Optional.empty(), state.startEquity());
    assertEquals(Optional.empty(), state.dayLoss());
    assertEquals(Optional.empty(), state.closing());
    assertEquals(Optional.empty(), state.untold());
    assertEquals(state, RecordCodec.decode(RecordCodec.encode(state), RiskState.class));
  }

  @Test
  void aTargetWithoutATakeProfitHasNone() {
    Target.Hold hold = hold(new Sizing.WeightOfEquity(0.9));
    Map<String, AttributeValue> item = new HashMap<>(RecordCodec.encode(hold));
    assertEquals(0.04, number(item.remove("takeProfit"), "fraction"));
    Target.Hold old = RecordCodec.decode(item, Target.Hold.class);
    assertEquals(Optional.empty(), old.takeProfit());
    assertEquals(hold.stopLoss(), old.stopLoss());
    assertEquals(hold.sizing(), old.sizing());
  }

  /** What is stored outlives the release that stored it: these names must not change. */
  @Test
  void everySizingIsStoredUnderItsName() {
    Map<Sizing, Map<String, Double>> stored =
        Map.of(
            new Sizing.WeightOfEquity(0.9), Map.of("weight", 0.9),
            new Sizing.WeightOfBuyingPower(0.95), Map.of("weight", 0.95),
            new Sizing.RiskOfEquity(0.02, 3.25, 1.5),
                Map.of("risk", 0.02, "stopDistance", 3.25, "leverage", 1.5),
            new Sizing.FixedMargin(0.5, 10), Map.of("margin", 0.5, "leverage", 10.0));
    Map<Class<?>, String> types =
        Map.of(
            Sizing.WeightOfEquity.class, "weight-of-equity",
            Sizing.WeightOfBuyingPower.class, "weight-of-buying-power",
            Sizing.RiskOfEquity.class, "risk-of-equity",
            Sizing.FixedMargin.class, "fixed-margin");
    stored.forEach(
        (sizing, components) -> {
          Map<String, AttributeValue> item = RecordCodec.encode(hold(sizing));
          Map<String, AttributeValue> attributes =
              Optional.ofNullable(item.get("sizing")).orElseThrow().m();
          assertEquals(types.get(sizing.getClass()), attributes.get("type").s());
          assertEquals(components.size() + 1, attributes.size(), attributes::toString);
          components.forEach(
              (name, value) ->
                  assertEquals(
                      0,
                      BigDecimal.valueOf(value).compareTo(new BigDecimal(attributes.get(name).n())),
                      name));
          assertEquals(hold(sizing), RecordCodec.decode(item, Target.Hold.class));
        });
  }

  private static double number(@Nullable AttributeValue map, String name) {
    return Double.parseDouble(Optional.ofNullable(map).orElseThrow().m().get(name).n());
  }

  private static Target.Hold hold(Sizing sizing) {
    return new Target.Hold(
        "BTCUSDT",
        Direction.SHORT,
        sizing,
        Optional.of(new StopLoss(0.02)),
        Optional.of(new TakeProfit(0.04)),
        false,
        "why");
  }
}
