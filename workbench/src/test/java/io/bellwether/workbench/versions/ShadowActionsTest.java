package io.bellwether.workbench.versions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bellwether.analyst.versions.VersionActions;
import io.bellwether.cloud.dynamo.AttemptTokens;
import io.bellwether.cloud.dynamo.DynamoLedger;
import io.bellwether.market.Bars;
import io.bellwether.market.PriceBasis;
import io.bellwether.market.Provenance;
import io.bellwether.market.Timeframe;
import io.bellwether.research.engine.BacktestSettings;
import io.bellwether.research.engine.MarketData;
import io.bellwether.research.metrics.Conventions;
import io.bellwether.research.sweep.BarsMarket;
import io.bellwether.strategy.Direction;
import io.bellwether.strategy.Sizing;
import io.bellwether.strategy.StopLoss;
import io.bellwether.strategy.Target;
import io.bellwether.trading.analysis.ShadowDecision;
import io.bellwether.trading.config.StrategyBook;
import io.bellwether.trading.config.StrategyVersion;
import io.bellwether.trading.event.TradingEvent;
import io.bellwether.trading.ledger.Ledger;
import io.bellwether.workbench.cloud.MemoryItemStore;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What people ask of versions, as JSON: shadows above all. */
final class ShadowActionsTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final long SEED = Long.getLong("bellwether.seed", 7L);
  private static final Instant START = Instant.parse("2026-06-01T13:30:00Z");
  private static final int BARS = 120;

  private final Ledger ledger =
      new DynamoLedger(new MemoryItemStore("memory"), AttemptTokens.of("test"));
  private final List<TradingEvent> told = new ArrayList<>();
  private Instant now = START.plus(Duration.ofDays(60));
  private Optional<BarsMarket> market = Optional.empty();

  private JsonNode ask(String payload) {
    StrategyBook book = new StrategyBook(ledger.strategies());
    try {
      return new VersionActions(ledger, book, version -> market, told::add, () -> now)
          .answer((ObjectNode) JSON.readTree(payload.replace('\'', '"')));
    } catch (IOException e) {
      throw new IllegalArgumentException(payload, e);
    }
  }

  private void begin() {
    ask("{'action':'add','strategy':'rsi2','changes':{'entry-rsi':'10'},'author':'ada'}");
    ask("{'action':'shadow','strategy':'rsi2','version':2,'author':'ada'}");
  }

  /** Prices at random, one bar a day. */
  private static BarsMarket market() {
    System.out.println("seed " + SEED);
    SplittableRandom random = new SplittableRandom(SEED);
    List<Bars> all = new ArrayList<>();
    for (String symbol : List.of("TQQQ", "SQQQ")) {
      Bars.Builder bars =
          Bars.builder(symbol, Timeframe.DAY, new Provenance("test", PriceBasis.SPLIT));
      double price = 50;
      for (int i = 0; i < BARS; i++) {
        double open = price;
        price *= Math.exp(0.03 * random.nextGaussian());
        bars.add(
            START.plus(Duration.ofDays(i)).toEpochMilli(),
            open,
            Math.max(open, price) * 1.002,
            Math.min(open, price) * 0.998,
            price,
            1e6);
      }
      all.add(bars.build());
    }
    return new BarsMarket(
        all,
        traded -> MarketData.of(traded, Conventions.US_EQUITIES),
        BacktestSettings.usEquities(100_000),
        START,
        START.plus(Duration.ofDays(BARS)));
  }

  private static Target hold() {
    return new Target.Hold(
        "TQQQ",
        Direction.LONG,
        new Sizing.WeightOfEquity(0.9),
        Optional.of(new StopLoss(0.05)),
        Optional.empty(),
        false,
        "rsi 12");
  }

  private void decided(int day, int version, Target active, List<Target> candidate) {
    Instant bar = START.plus(Duration.ofDays(day));
    ledger
        .analysis()
        .shadows()
        .record(
            new ShadowDecision(
                "rsi2",
                version,
                bar,
                bar.plus(Duration.ofHours(7)),
                "signal-" + day,
                1,
                List.of(active),
                candidate));
  }

  @Test
  void aReportSaysWhereTheyDifferAndWhatEachWouldHaveMade() {
    begin();
    Target keep = new Target.Keep("TQQQ", "rsi 40");
    decided(58, 2, hold(), List.of(keep)); // before the shadow began
    decided(60, 2, hold(), List.of(keep));
    decided(61, 2, keep, List.of(new Target.Keep("TQQQ", "another reason")));
    decided(62, 2, keep, List.of());
    decided(63, 3, hold(), List.of(keep)); // another candidate's
    now = START.plus(Duration.ofDays(100));
    JsonNode blind = ask("{'action':'shadow','strategy':'rsi2'}");
    assertFalse(blind.has("profit"));
    market = Optional.of(market());
    JsonNode report = ask("{'action':'shadow','strategy':'rsi2'}");
    assertEquals(3, report.path("ticks").asInt());
    assertEquals(2, report.path("compared").asInt());
    assertEquals(1, report.path("different").asInt());
    assertEquals(
        JSON.createObjectNode()
            .put("bar", START.plus(Duration.ofDays(60)).toString())
            .put("activeVersion", 1)
            .put("active", "hold TQQQ long by 90 % of equity, stop 5 %")
            .put("candidate", "keep TQQQ"),
        report.path("differences").path(0));
    JsonNode profit = report.path("profit");
    assertEquals(START.plus(Duration.ofDays(60)).toString(), profit.path("from").asText());
    assertEquals(40, profit.path("bars").asInt(), "to now, and not to the end of the bars");
    assertTrue(
        profit.path("activeTrades").asInt() > profit.path("candidateTrades").asInt(),
        () -> "a threshold of 30 enters more often than one of 10: " + profit);
    assertTrue(profit.path("active").asDouble() != profit.path("candidate").asDouble());
  }

  /** The usual end of a shadow: from then on it would be held against itself. */
  @Test
  void aCandidateThatWasActivatedIsHeldAgainstTheVersionBefore() {
    begin();
    decided(60, 2, hold(), List.of(new Target.Keep("TQQQ", "rsi 40")));
    market = Optional.of(market());
    now = START.plus(Duration.ofDays(100));
    JsonNode before = ask("{'action':'shadow','strategy':'rsi2'}");
    ask("{'action':'activate','strategy':'rsi2','version':2,'author':'ada','reason':'better'}");
    Instant activated = now;
    now = START.plus(Duration.ofDays(110));
    JsonNode after = ask("{'action':'shadow','strategy':'rsi2'}");
    assertFalse(after.path("running").asBoolean());
    assertEquals(activated.toString(), after.path("until").asText());
    assertEquals(1, after.path("active").asInt());
    assertEquals(before.path("profit"), after.path("profit"));
    assertTrue(
        after.at("/profit/active").asDouble() != after.at("/profit/candidate").asDouble(),
        after::toString);
  }

  @Test
  void aCandidateThatWasActivatedBeforeItDecidedIsHeldAgainstNothing() {
    begin();
    market = Optional.of(market());
    now = START.plus(Duration.ofDays(100));
    ask("{'action':'activate','strategy':'rsi2','version':2,'author':'ada','reason':'better'}");
    assertFalse(ask("{'action':'shadow','strategy':'rsi2'}").has("profit"));
  }

  @Test
  void aShadowBeginsAndEndsOnceAndGivesWayToAnother() {
    begin();
    JsonNode first = ask("{'action':'shadow','strategy':'rsi2'}");
    now = now.plusSeconds(60);
    JsonNode again = ask("{'action':'shadow','strategy':'rsi2','version':2,'author':'bob'}");
    assertEquals(first.path("since"), again.path("since"));
    assertEquals("ada", again.path("author").asText());
    ask("{'action':'add','strategy':'rsi2','changes':{'entry-rsi':'12'},'author':'ada'}");
    JsonNode other = ask("{'action':'shadow','strategy':'rsi2','version':3,'author':'bob'}");
    assertEquals(now.toString(), other.path("since").asText());
    JsonNode ended = ask("{'action':'shadow','strategy':'rsi2','off':true}");
    now = now.plusSeconds(60);
    assertEquals(ended, ask("{'action':'shadow','strategy':'rsi2','off':true}"));
    assertFalse(ended.path("running").asBoolean());
    assertEquals(List.of(), told, "nothing came into force");
  }

  /** As stored it still runs; what it decided before it was active is another story. */
  @Test
  void oneThatWasActiveMeanwhileBeginsAnew() {
    begin();
    decided(60, 2, hold(), List.of(new Target.Keep("TQQQ", "rsi 40")));
    now = START.plus(Duration.ofDays(70));
    ask("{'action':'activate','strategy':'rsi2','version':2,'author':'ada','reason':'better'}");
    now = START.plus(Duration.ofDays(75));
    ask("{'action':'rollback','strategy':'rsi2','from':2,'author':'ada','reason':'worse'}");
    now = START.plus(Duration.ofDays(80));
    JsonNode begun = ask("{'action':'shadow','strategy':'rsi2','version':2,'author':'bob'}");
    assertEquals(now.toString(), begun.path("since").asText());
    assertEquals("bob", begun.path("author").asText());
    decided(81, 2, hold(), List.of(new Target.Keep("TQQQ", "rsi 40")));
    now = START.plus(Duration.ofDays(90));
    JsonNode report = ask("{'action':'shadow','strategy':'rsi2'}");
    assertTrue(report.path("running").asBoolean(), report::toString);
    assertEquals(1, report.path("ticks").asInt(), report::toString);
    assertEquals(
        begun.path("since"),
        ask("{'action':'shadow','strategy':'rsi2','version':2,'author':'eve'}").path("since"),
        "and then once");
  }

  @Test
  void whatIsAskedWronglyChangesNothing() {
    for (String payload :
        List.of(
            "{'action':'shadow','strategy':'rsi2'}",
            "{'action':'shadow','strategy':'rsi2','off':true}",
            "{'action':'shadow','strategy':'rsi2','version':1,'author':'ada'}",
            "{'action':'shadow','strategy':'rsi2','version':2,'author':'ada'}",
            "{'action':'shadow','strategy':'rsi2','version':2,'off':true}",
            "{'action':'shadow','strategy':'rsi2','off':false}",
            "{'action':'activate','strategy':'rsi2','version':'1','author':'a','reason':'r'}",
            "{'action':'activate','strategy':'rsi2','version':1.5,'author':'a','reason':'r'}",
            "{'action':'activate','strategy':'rsi2','version':1,'author':'a'}",
            "{'action':'activate','strategy':['rsi2'],'version':1,'author':'a','reason':'r'}",
            "{'action':'activate','strategy':'rsi2','version':1,'author':'a','reason':'r','x':1}",
            "{'action':'add','strategy':'rsi2','changes':'entry-rsi=10','author':'a'}",
            "{'action':'drop','strategy':'rsi2'}",
            "{'action':'versions'}",
            "{}")) {
      assertThrows(IllegalArgumentException.class, () -> ask(payload), payload);
    }
    assertEquals(Optional.empty(), ledger.analysis().shadows().of("rsi2"));
    assertEquals(1, ask("{'action':'versions','strategy':'rsi2'}").path("versions").size());
    assertEquals(List.of(), told);
  }

  @Test
  void peopleAreToldOfWhatComesIntoForceByOneName() {
    begin();
    String activate =
        "{'action':'activate','strategy':'rsi2','version':2,'author':'ada','reason':'better'}";
    assertEquals("activated", ask(activate).path("outcome").asText());
    assertEquals("already-active", ask(activate).path("outcome").asText());
    assertEquals(
        "overtaken",
        ask("{'action':'rollback','strategy':'rsi2','from':1,'author':'ada','reason':'no'}")
            .path("outcome")
            .asText());
    assertEquals(2, told.size());
    assertEquals(told.getFirst(), told.getLast());
    StrategyVersion active = ledger.strategies().active("rsi2").orElseThrow();
    assertEquals(2, active.version());
    assertEquals(Set.of(TradingEvent.Type.VERSION_ACTIVATED), Set.of(told.getFirst().type()));
  }

  /** Killed between the activation and the news of it: the safe repetition brings the news. */
  @Test
  void aRollbackThatIsRepeatedTellsOfTheOneThatWasMade() {
    begin();
    ask("{'action':'activate','strategy':'rsi2','version':2,'author':'ada','reason':'better'}");
    String rollback =
        "{'action':'rollback','strategy':'rsi2','from':2,'author':'ada','reason':'worse'}";
    ask(rollback);
    TradingEvent made = told.getLast();
    told.clear();
    assertEquals("already-rolled-back", ask(rollback).path("outcome").asText());
    assertEquals(List.of(made), told, "the same news, which is told once by its name");
    assertTrue(made.occurrence().isPresent());

    ask("{'action':'activate','strategy':'rsi2','version':2,'author':'bob','reason':'after all'}");
    ask("{'action':'add','strategy':'rsi2','changes':{'entry-rsi':'12'},'author':'ada'}");
    ask("{'action':'rollback','strategy':'rsi2','from':2,'author':'eve','reason':'no'}");
    told.clear();
    ask("{'action':'rollback','strategy':'rsi2','from':3,'author':'ada','reason':'worse'}");
    assertEquals(List.of(), told, "that version was never left");
  }
}
