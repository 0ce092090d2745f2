package io.bellwether.trading.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bellwether.market.PriceBasis;
import io.bellwether.market.Timeframe;
import io.bellwether.market.feed.FeedName;
import io.bellwether.strategy.StrategyCatalog;
import io.bellwether.trading.TradingMode;
import io.bellwether.trading.risk.RiskLimit;
import io.bellwether.trading.risk.RiskProfile;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StrategyDocumentTest {
  private static final Instant NOW = Instant.parse("2026-11-20T20:30:00Z");
  private static final String EMA =
      """
      {"strategy": "ema-crossover", "enabled": true, "symbols": ["TQQQ"], "timeframe": "1h",
       "basis": "split", "parameters": {"fast": 12},
       "account": {"id": "paper-1", "broker": "alpaca", "mode": "paper", "concentrate": true,
                   "fractional": true, "margin": true, "risk-profile": "concentrated",
                   "cash-reserve": "0.05", "minimum-notional": 2.5}}""";
  private static final String RSI2 =
      """
      {"strategy": "rsi2", "enabled": true, "symbols": ["TQQQ", "SQQQ"], "timeframe": "1d",
       "basis": "raw",
       "account": {"id": "paper-2", "broker": "alpaca", "mode": "live", "risk-profile": "swing"}}""";

  @Test
  void everyFieldIsRead() {
    StrategyVersion version = parse(EMA).getFirst();
    assertEquals("ema-crossover", version.strategy());
    assertEquals(1, version.version());
    assertEquals(Optional.empty(), version.parent());
    assertTrue(version.enabled());
    assertEquals(List.of("TQQQ"), version.symbols());
    assertEquals(Timeframe.HOUR, version.timeframe());
    assertEquals(PriceBasis.SPLIT, version.basis());
    assertEquals("someone", version.author());
    assertEquals(NOW, version.createdAt());
    assertFalse(version.packaged());
    assertEquals(
        new AccountSettings(
            "paper-1",
            "alpaca",
            TradingMode.PAPER,
            true,
            true,
            true,
            "concentrated",
            new BigDecimal("0.05"),
            new BigDecimal("2.5")),
        version.account());
  }

  @Test
  void whatIsNotGivenIsOffOrItsDefault() {
    StrategyVersion version = parse(RSI2.replace("\"enabled\": true, ", "")).getFirst();
    assertFalse(version.enabled());
    assertEquals(
        new AccountSettings(
            "paper-2",
            "alpaca",
            TradingMode.LIVE,
            false,
            false,
            false,
            "swing",
            BigDecimal.ZERO,
            BigDecimal.ONE),
        version.account());
    assertEquals(StrategyCatalog.standard().defaults("rsi2", Timeframe.DAY), version.parameters());
  }

  @Test
  void singleLimitsStandOnTopOfTheProfile() {
    AccountSettings account =
        parse(
                RSI2.replace(
                    "\"swing\"",
                    "\"swing\", \"risk-limits\": {\"day-loss\": 0.02, \"stop-required\": false,"
                        + " \"hedge-weight\": \"off\", \"symbols\": \"TQQQ\"}"))
            .getFirst()
            .account();
    RiskProfile limits = account.limits();
    assertEquals(Optional.of(new BigDecimal("0.02")), limits.limit(RiskLimit.DAY_LOSS));
    assertEquals(Optional.of(new BigDecimal("0.90")), limits.limit(RiskLimit.POSITION_WEIGHT));
    assertFalse(limits.has(RiskLimit.STOP_REQUIRED) || limits.has(RiskLimit.HEDGE_WEIGHT));
    assertEquals(List.of("TQQQ"), limits.symbols());
  }

  @Test
  void everythingWrongWithTheLimitsIsSaid() {
    String message =
        problems(
            RSI2.replace(
                "\"swing\"", "\"swing\", \"risk-limits\": {\"dayloss\": 1, \"drawdown\": 25}"),
            EMA.replace("2.5}", "2.5, \"risk-limits\": [0.5]}"));
    assertTrue(message.contains("rsi2 account: 'dayloss' is no risk limit"), message);
    assertTrue(message.contains("drawdown must be above 0 and below 1, not 25"), message);
    assertTrue(message.contains("ema-crossover account: 'risk-limits' must be an obj"), message);
  }

  @Test
  void feedsAreReadInTheirOrder() {
    StrategyVersion version =
        parse(EMA.replace("\"basis\"", "\"feeds\": [\"fmp\", \"alpaca\"], \"basis\"")).getFirst();
    assertEquals(List.of(FeedName.FMP, FeedName.ALPACA), version.feeds());
    assertEquals(List.of(), parse(EMA).getFirst().feeds());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[\"polygon\", \"iex\"]      | unknown feed 'polygon', unknown feed 'iex'",
        "[\"alpaca\", \"alpaca\"]    | feed alpaca is there twice",
        "[]                          | no feed is named",
        "\"alpaca\"                  | 'feeds' must be a list"
      })
  void feedsThatCannotBeAreListed(String feeds, String problem) {
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class,
            () -> parse(EMA.replace("\"basis\"", "\"feeds\": " + feeds + ", \"basis\"")));
    assertTrue(String.valueOf(e.getMessage()).contains(problem), e.getMessage());
  }

  @Test
  void givenParametersStandBesideTheDefaultsOfTheRest() {
    StrategyVersion version = parse(EMA).getFirst();
    assertEquals("12", version.parameters().get("fast"));
    assertEquals("20", version.parameters().get("slow"));
    assertEquals(
        StrategyCatalog.standard().defaults("ema-crossover", Timeframe.HOUR).keySet(),
        version.parameters().keySet());
  }

  @Test
  void theOrderIsTheDocuments() {
    assertEquals(
        List.of("rsi2", "ema-crossover"),
        parse(RSI2, EMA).stream().map(StrategyVersion::strategy).toList());
    assertEquals(List.of(), parse());
  }

  @Test
  void allThatIsWrongIsSaidAtOnce() {
    String bad =
        """
        {"strategy": "ema-crossover", "enable": true, "enabled": "yes", "symbols": ["tqqq"],
         "timeframe": "1h", "basis": "adjusted", "parameters": {"fast": 30, "slwo": 5},
         "account": {"id": " ", "brokr": "alpaca", "mode": "real", "margin": 1,
                     "risk-profile": "bold", "cash-reserve": 1, "minimum-notional": "-1"}}""";
    String message = problems(bad, RSI2.replace("1d", "2w"));
    for (String expected :
        List.of(
            "ema-crossover: unknown key 'enable'",
            "'enabled' must be true or false",
            "tqqq",
            "adjusted",
            "fast",
            "slwo",
            "ema-crossover account: unknown key 'brokr'",
            "'id' must be a text",
            "'broker' is missing",
            "unknown mode 'real'",
            "'margin' must be true or false",
            "bold",
            "'cash-reserve' must be a fraction below 1",
            "'minimum-notional' must be a number, not negative",
            "rsi2: '2w' is no timeframe")) {
      assertTrue(message.contains(expected), () -> expected + " is not in: " + message);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"strategy\": \"ema-crossover\"|\"strategy\": \"ema-crossovr\"|did you mean",
        "\"symbols\": [\"TQQQ\"]|\"symbols\": [\"TQQQ\", \"QQQ\"]|symbols",
        "\"timeframe\": \"1h\", ||'timeframe' is missing",
        "\"timeframe\": \"1h\"|\"timeframe\": 60|'timeframe' must be a text",
        "\"basis\": \"split\"|\"basis\": \"unknown\"|unknown price basis",
        "{\"fast\": 12}|[12]|'parameters' must be an object",
        "{\"fast\": 12}|{\"fast\": 0}|fast",
        "\"0.05\"|\"five\"|'cash-reserve' must be a number",
        "\"enabled\": true|\"enabled\": true, \"enabled\": false|not JSON"
      })
  void eachMistakeIsSaid(String part, @Nullable String replacement, String expected) {
    String bad = EMA.replace(part, replacement == null ? "" : replacement);
    String message = problems(bad);
    assertTrue(message.contains("1 problem(s)"), message);
    assertTrue(message.contains(expected), message);
  }

  @Test
  void symbolsAreAListEvenIfThereIsOne() {
    String message = problems(EMA.replace("[\"TQQQ\"]", "\"TQQQ\""));
    assertTrue(message.contains("'symbols' must be a list"), message);
  }

  @Test
  void anAccountThatIsNotThere() {
    String bad = RSI2.substring(0, RSI2.indexOf(",\n \"account\"")) + "}";
    assertTrue(problems(bad).contains("rsi2 account: it must be an object"), () -> problems(bad));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{}", "[", "[] []", "null", "[1]", "[{}]", "[null]", "strategies"})
  void whatIsNoArrayOfStrategies(String json) {
    assertThrows(
        IllegalArgumentException.class, () -> StrategyDocument.parse(json, "someone", NOW, false));
  }

  @Test
  void oneAccountHasOneOwner() {
    String message = problems(EMA, RSI2.replace("paper-2", "paper-1"));
    assertTrue(
        message.contains("account paper-1 is claimed by ema-crossover and by rsi2"), message);
  }

  @Test
  void aDisabledStrategyClaimsNothing() {
    String disabled =
        RSI2.replace("paper-2", "paper-1").replace("\"enabled\": true", "\"enabled\": false");
    assertEquals(2, parse(EMA, disabled).size());
  }

  @Test
  void aStrategyIsThereOnce() {
    assertTrue(problems(RSI2, RSI2.replace("paper-2", "paper-3")).contains("it is there twice"));
  }

  private static List<StrategyVersion> parse(String... strategies) {
    return StrategyDocument.parse("[" + String.join(",", strategies) + "]", "someone", NOW, false);
  }

  private static String problems(String... strategies) {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> parse(strategies));
    return String.valueOf(e.getMessage());
  }
}
