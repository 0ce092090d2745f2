package io.bellwether.workbench.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bellwether.analyst.retrieval.SessionMemory;
import io.bellwether.cloud.SecretKey;
import io.bellwether.cloud.Setting;
import io.bellwether.cloud.lambda.InvocationFailedException;
import io.bellwether.cloud.lambda.InvocationRefusedException;
import io.bellwether.market.Bars;
import io.bellwether.market.PriceBasis;
import io.bellwether.market.Provenance;
import io.bellwether.market.Timeframe;
import io.bellwether.market.calendar.NyseCalendar;
import io.bellwether.market.feed.FeedName;
import io.bellwether.trading.analysis.Analysis;
import io.bellwether.trading.analysis.SessionDocument;
import io.bellwether.trading.analysis.SessionDocument.Origin;
import io.bellwether.trading.config.StrategyBook;
import io.bellwether.trading.config.StrategyVersion;
import io.bellwether.trading.cost.CostModels;
import io.bellwether.trading.event.EventPublisher;
import io.bellwether.trading.event.TradingEvent;
import io.bellwether.trading.ledger.SessionRecord;
import io.bellwether.workbench.exchange.SimulatedExchange;
import io.bellwether.workbench.replay.LocalSystem;
import io.bellwether.workbench.replay.VirtualClock;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import okhttp3.mockwebserver.Dispatcher;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.MockWebServer;
import okhttp3.mockwebserver.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The function on the embedded cloud, with bars of the simulated exchange and a model nearby. */
@Tag("integration")
final class AnalysisFunctionTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final NyseCalendar CALENDAR = new NyseCalendar();
  private static final Instant EVENING = Instant.parse("2024-02-01T22:00:00Z");
  private static final String KEY = "sk-ant-test";

  /** Two bytes a letter: more than the ledger takes, less than the analyst cuts off. */
  private static final String LONG = "ä".repeat(60_000);

  private static final List<Bars> BARS = List.of(walk("TQQQ", 3), walk("SQQQ", 4));

  private static final List<String> HOSTILE =
      List.of(
          "{}",
          "{'action':'order'}",
          "{'action':['analyze']}",
          "{'action':'analyze','strategy':''}",
          "{'action':'analyze','strategy':['rsi2']}",
          "{'action':'analyze','strategy':'rsi3'}",
          "{'action':'analyze','version':2}",
          "{'action':'analyze','autoApply':true}",
          "{'action':'analyze','last':'yes'}",
          "{'action':'drift','last':true}",
          "{'action':'analyze','scheduledTime':'yesterday'}",
          "{'action':'analyze','session':'2024-01-31'}",
          "{'action':'drift','session':'2024-01-28'}",
          "{'action':'drift','session':'2024-02-02'}",
          "{'action':'drift','session':'Thursday'}",
          "{'action':'drift','scheduledTime':'2024-02-02T23:15:00Z'}",
          "{'action':'digest','scheduledTime':'2024-02-03T14:00:00Z'}",
          "{'action':'show'}",
          "{'action':'show','analysis':'../keys'}",
          "{'action':'list','strategy':'rsi2','from':'first'}",
          "{'action':'activate','strategy':'rsi2','version':1,'author':'jane'}",
          "{'action':'activate','strategy':'rsi2','version':1,'reason':'why'}",
          "{'action':'activate','strategy':'rsi2','version':'1','author':'jane','reason':'why'}",
          "{'action':'activate','strategy':'rsi2','version':1.5,'author':'jane','reason':'why'}",
          "{'action':'activate','strategy':'rsi2','version':99,'author':'jane','reason':'why'}",
          "{'action':'activate','strategy':'rsi2','version':1,'author':'ja\\u202ene','reason':'why'}",
          "{'action':'activate','strategy':'rsi2','version':1,'author':'jane','reason':' '}",
          "{'action':'activate','strategy':'rsi2','version':1,'author':'jane','reason':'why','force':true}",
          "{'action':'rollback','strategy':'rsi2','from':0,'author':'jane','reason':'why'}");

  private final MockWebServer model = new MockWebServer();
  private final List<TradingEvent> events = new CopyOnWriteArrayList<>();
  private volatile boolean busTakes = true;
  private volatile Duration answerTakes = Duration.ZERO;
  private volatile String words = "buy earlier";
  private final VirtualClock clock = new VirtualClock(EVENING);
  private SimulatedExchange exchange;
  private LocalSystem system;

  @BeforeEach
  void start() throws IOException {
    model.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) {
            clock.moveTo(clock.instant().plus(answerTakes));
            return answer();
          }
        });
    model.start();
    exchange =
        SimulatedExchange.builder(CALENDAR, clock, CostModels.byName("none")).bars(BARS).start();
    system =
        builder()
            .setting(Setting.ANALYST_MODEL, "claude-opus-5-5")
            .setting(Setting.ANALYST_BOUNDS, "rsi2.entry-rsi=10..20:10;rsi2.exit-rsi=70..80:10")
            .setting(Setting.ANALYST_GATE, "permutations=19,search-luck=0.05")
            .start();
  }

  private LocalSystem.Builder builder() {
    return LocalSystem.builder(rsi2(), CALENDAR, clock, exchange)
        .setting(Setting.STRATEGIES, "rsi2@alpaca-paper-rsi2")
        .setting(Setting.ANTHROPIC_URL, "http://127.0.0.1:" + model.getPort())
        .secret(SecretKey.ANTHROPIC_API_KEY, KEY)
        .wrapEvents(publisher -> new Bus());
  }

  private final class Bus implements EventPublisher {
    @Override
    public void publish(TradingEvent event) {
      taken(event);
    }

    @Override
    public boolean taken(TradingEvent event) {
      return busTakes && events.add(event);
    }
  }

  @AfterEach
  void stop() throws IOException {
    system.close();
    exchange.close();
    model.close();
  }

  @Test
  void anAnalysisIsMadeOnceAndKept() {
    words = LONG;
    JsonNode first = ask("{'action':'analyze','scheduledTime':'2024-02-01T21:45:00Z'}");
    JsonNode result = first.at("/results/0");
    assertEquals("2024-02-01", result.path("session").asText(), first::toString);
    assertEquals("claude", result.path("analyst").asText(), first::toString);
    assertEquals("ANNOUNCED", result.path("state").asText(), first::toString);
    assertEquals("WAITING", result.at("/proposals/0/standing").asText(), first::toString);
    assertEquals(2, result.at("/proposals/0/version").asInt(), first::toString);
    int asked = model.getRequestCount();
    int told = events.size();

    JsonNode again = ask("{'action':'analyze','scheduledTime':'2024-02-01T21:45:00Z'}");
    assertEquals(first, again);
    assertEquals(asked, model.getRequestCount(), "asked twice");
    assertEquals(told, events.size(), "told twice");

    JsonNode shown = ask("{'action':'show','analysis':'" + result.path("analysis").asText() + "'}");
    assertTrue(shown.at("/analysis/answer/archived").isTextual(), "not in the archive");
    assertTrue(shown.path("answer").asText().contains(LONG), "another answer");
    assertFalse(shown.path("prompt").asText().isBlank());
    assertFalse(shown.toString().contains(KEY), "the key is in it");
    assertEquals(
        result.path("analysis"), ask("{'action':'list','strategy':'rsi2'}").at("/analyses/0/id"));
    assertEquals(
        0, ask("{'action':'sessions','strategy':'rsi2'}").at("/results/0/added").asInt(-1));
  }

  @Test
  void aPersonActivatesAndGoesBackAndPeopleAreTold() {
    ask("{'action':'analyze','strategy':'rsi2','trigger':'test'}");
    events.clear();
    String activate =
        "{'action':'activate','strategy':'rsi2','version':2,'author':'jane','reason':'agreed'}";
    assertEquals("activated", ask(activate).path("outcome").asText());
    assertEquals("already-active", ask(activate).path("outcome").asText());
    assertEquals(2, ask("{'action':'versions','strategy':'rsi2'}").path("active").asInt());
    assertEquals(
        "entry-rsi",
        ask("{'action':'diff','strategy':'rsi2','from':1,'to':2}")
            .at("/differences/0/name")
            .asText());
    String rollback =
        "{'action':'rollback','strategy':'rsi2','from':2,'author':'jane','reason':'sold early'}";
    assertEquals("activated", ask(rollback).path("outcome").asText());
    assertEquals("already-rolled-back", ask(rollback).path("outcome").asText());
    assertEquals(
        1, system.ledger().strategies().active("rsi2").map(StrategyVersion::version).orElseThrow());
    // The first is the version the store began with. The repeated ones speak of the same
    // activations.
    assertEquals(List.of("activation-rsi2-2", "activation-rsi2-3"), occurrences());
  }

  /** An hour after the first run bars may be there; after the last one nobody looks again. */
  @Test
  void aSessionThatIsNotStudiedIsToldByTheLastRunOnce() {
    clock.moveTo(EVENING.plus(Duration.ofDays(1)));
    assertEquals("late", ask("{'action':'analyze'}").at("/results/0/outcome").asText());
    assertEquals(List.of(), events, "the next run may study it");
    String last = "{'action':'analyze','last':true}";
    busTakes = false;
    assertThrows(InvocationFailedException.class, () -> ask(last));
    busTakes = true;
    assertEquals("late", ask(last).at("/results/0/outcome").asText());
    clock.moveTo(clock.instant().plus(Duration.ofMinutes(2)));
    ask(last);
    assertEquals(2, events.size());
    TradingEvent told = events.getFirst();
    assertEquals(TradingEvent.Type.ANALYSIS_FAILED, told.type());
    assertTrue(
        told.message().startsWith("rsi2 was not studied for the session of 2024-02-02: "),
        told::message);
    assertEquals(told.occurrence(), events.getLast().occurrence());
    assertEquals(told.time(), events.getLast().time());
  }

  /** An hour after a session was studied the feed may be down. */
  @Test
  void aSessionThatWasStudiedIsNotSaidNotToBe() {
    assertEquals("ANNOUNCED", ask("{'action':'analyze'}").at("/results/0/state").asText());
    events.clear();
    clock.moveTo(EVENING.plus(Duration.ofHours(1)));
    exchange.close();
    String last = "{'action':'analyze','last':true}";
    assertEquals("late", ask(last).at("/results/0/outcome").asText());
    assertEquals(List.of(), events);
    ask("{'action':'analyze','last':true,'trigger':'by-hand'}");
    assertEquals(
        List.of(TradingEvent.Type.ANALYSIS_FAILED),
        events.stream().map(TradingEvent::type).toList(),
        "nobody has begun the other analysis");
  }

  @Test
  void noStrategyIsBegunThatThereIsNoTimeFor() {
    system.close();
    system =
        builder()
            .setting(Setting.STRATEGIES, "rsi2@alpaca-paper-rsi2,williams-trend@other")
            .setting(Setting.ACCOUNT_SECRETS, "other=another-secret")
            .setting(Setting.ANALYST_MODEL, "claude-opus-5-5")
            // What it proposes is refused, and the gate has nothing to do.
            .setting(Setting.ANALYST_BOUNDS, "rsi2.exit-rsi=70..80:10")
            .start();
    answerTakes = Duration.ofMinutes(9).plusSeconds(20);
    InvocationFailedException e =
        assertThrows(InvocationFailedException.class, () -> ask("{'action':'analyze'}"));
    assertTrue(
        String.valueOf(e.getMessage()).contains("no time left for williams-trend;"),
        e.getMessage());
    assertEquals(
        "ANNOUNCED", ask("{'action':'list','strategy':'rsi2'}").at("/analyses/0/state").asText());
  }

  @Test
  void nobodyIsAskedWhereNoProposalCanPassAndSessionsAreStoredAllTheSame() {
    system.close();
    system =
        builder()
            .setting(Setting.ANALYST_MODEL, "claude-opus-5-5")
            .setting(Setting.ANALYST_BOUNDS, "rsi2.entry-rsi=10..20:10")
            .setting(Setting.ANALYST_GATE, "minimum-sessions=5000")
            .start();
    leave(LocalDate.of(2024, 1, 31));
    JsonNode answer = ask("{'action':'analyze','strategy':'rsi2'}");
    assertEquals("unfit", answer.at("/results/0/outcome").asText(), answer::toString);
    assertTrue(answer.at("/results/0/message").asText().contains("5000"), answer::toString);
    assertEquals(0, model.getRequestCount());
    assertEquals(
        0, ask("{'action':'sessions','strategy':'rsi2'}").at("/results/0/added").asInt(-1));
    assertEquals(List.of("analysis-failed-left"), occurrences(), "a later run may study it");
    ask("{'action':'analyze','last':true}");
    ask("{'action':'analyze','last':true}");
    assertEquals(
        List.of("analysis-failed-left", "not-studied-alpaca-paper-rsi2-rsi2-2024-02-01"),
        occurrences());
  }

  /** The session after it may be one of late bars, and so may all after that. */
  @Test
  void whatEarlierSessionsLeftIsBroughtToAnEndWithoutBars() {
    leave(LocalDate.of(2024, 2, 1));
    clock.moveTo(EVENING.plus(Duration.ofDays(1)));
    assertEquals("late", ask("{'action':'analyze'}").at("/results/0/outcome").asText());
    assertEquals(List.of("analysis-failed-left"), occurrences());
  }

  /** A run that was killed before anybody answered. */
  private void leave(LocalDate session) {
    Analysis left =
        new Analysis(
            "left",
            "rsi2",
            "alpaca-paper-rsi2",
            session,
            "schedule",
            1,
            EVENING,
            Analysis.State.STARTED,
            Analysis.NOBODY,
            Optional.empty(),
            Optional.empty(),
            List.of(),
            List.of(),
            List.of(),
            Optional.empty(),
            Optional.empty(),
            0);
    assertTrue(system.ledger().analysis().analyses().create(left));
  }

  private List<String> occurrences() {
    return events.stream().flatMap(event -> event.occurrence().stream()).distinct().toList();
  }

  @Test
  void whereTheAnalystsSettingsAreWrongPeopleStillGoBack() {
    system.close();
    system =
        builder()
            .setting(Setting.ANALYST_MODEL, "claude-next-1")
            .setting(Setting.ANALYST_BOUNDS, "rsi2.entry=10..20:10")
            .setting(Setting.ANALYST_GATE, "permutation=19")
            .start();
    String message =
        assertThrows(InvocationFailedException.class, () -> ask("{'action':'analyze'}"))
            .getMessage();
    for (String setting : List.of("ANALYST_MODEL", "ANALYST_BOUNDS", "ANALYST_GATE")) {
      assertTrue(message.contains(setting), message);
    }
    String add =
        "{'action':'add','strategy':'rsi2','base':1,'changes':{'entry-rsi':'20'},'author':'jane'}";
    assertEquals(2, ask(add).path("version").asInt());
    ask("{'action':'activate','strategy':'rsi2','version':2,'author':'jane','reason':'agreed'}");
    String rollback =
        "{'action':'rollback','strategy':'rsi2','from':2,'author':'jane','reason':'sold early'}";
    assertEquals("activated", ask(rollback).path("outcome").asText());
    assertEquals("2024-02-01", ask("{'action':'drift'}").at("/results/0/session").asText());
  }

  /** Repeated days later, a run of the schedule is still of its own day. */
  @Test
  void aDayThatWasMissedIsExaminedAsOfItsOwnClose() {
    String late = "{'action':'drift','scheduledTime':'2024-01-30T23:15:00Z'}";
    assertEquals("2024-01-30", ask(late).at("/results/0/session").asText());
    String named = "{'action':'drift','session':'2024-01-31'}";
    assertEquals("2024-01-31", ask(named).at("/results/0/session").asText());
    assertEquals("2024-02-01", ask("{'action':'drift'}").at("/results/0/session").asText());
    assertEquals(
        List.of("2024-01-30", "2024-01-31", "2024-02-01"),
        system
            .ledger()
            .analysis()
            .drifts()
            .of("rsi2", LocalDate.EPOCH, LocalDate.of(2024, 2, 1))
            .stream()
            .map(report -> report.date().toString())
            .toList());
    assertEquals("2024-W04", ask("{'action':'digest'}").path("week").asText());
    assertEquals(
        "2024-W03",
        ask("{'action':'digest','scheduledTime':'2024-01-24T14:00:00Z'}").path("week").asText());
  }

  /** Its broker was down, so that the analyses of the evening knew the backtest's day alone. */
  @Test
  void aDayThatTheAccountClosedLateIsItsOwnAtTheNextRun() {
    ask("{'action':'sessions'}");
    assertEquals(Origin.BACKTEST, session("2023-11-30").origin());
    for (String date : List.of("2023-11-30", "2024-01-31")) {
      system
          .ledger()
          .journal()
          .record(
              new SessionRecord(
                  LocalDate.parse(date),
                  "rsi2",
                  "alpaca-paper-rsi2",
                  new BigDecimal("100000"),
                  BigDecimal.ZERO,
                  0,
                  0));
    }
    assertEquals(2, ask("{'action':'sessions'}").at("/results/0/added").asInt());
    for (String date : List.of("2023-11-30", "2024-01-31")) {
      assertEquals(Origin.ACCOUNT, session(date).origin());
    }
    assertEquals(Origin.BACKTEST, session("2024-01-30").origin());
    assertEquals(0, ask("{'action':'sessions'}").at("/results/0/added").asInt(-1));
    // The index that similar sessions are searched in has them, those of long ago too.
    SessionDocument last = session("2024-02-01");
    assertEquals(
        2,
        new SessionMemory(system.ledger().analysis().sessions(), system.cloud().archive(), CALENDAR)
            .load("rsi2", last.date()).similar(last, 1000).stream()
                .filter(similar -> similar.document().origin() == Origin.ACCOUNT)
                .count());
  }

  private SessionDocument session(String date) {
    LocalDate day = LocalDate.parse(date);
    return system.ledger().analysis().sessions().of("rsi2", day, day).getFirst();
  }

  @Test
  void whatIsNotAskedRightChangesNothing() {
    for (String payload : HOSTILE) {
      assertThrows(InvocationRefusedException.class, () -> ask(payload), payload);
    }
    assertEquals(
        1, system.ledger().strategies().active("rsi2").map(StrategyVersion::version).orElseThrow());
    assertEquals(0, model.getRequestCount());
    assertEquals(List.of(), events);
  }

  private JsonNode ask(String payload) {
    try {
      return system.functions().analysis((ObjectNode) JSON.readTree(payload.replace('\'', '"')));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(payload, e);
    }
  }

  /** A message of the model with one proposal within the bounds. */
  private MockResponse answer() {
    ObjectNode said = JSON.createObjectNode();
    ObjectNode proposal = said.putArray("proposals").addObject();
    proposal.putObject("parameters").put("entry-rsi", "20").put("exit-rsi", "70");
    proposal.put("reasoning", words).put("expected_effect", "more trades").put("confidence", 0.9);
    ObjectNode message =
        JSON.createObjectNode()
            .put("id", "msg_01")
            .put("type", "message")
            .put("role", "assistant")
            .put("model", "claude-test")
            .put("stop_reason", "end_turn");
    message.putNull("stop_sequence");
    message.putArray("content").addObject().put("type", "text").put("text", said.toString());
    message.putObject("usage").put("input_tokens", 1000).put("output_tokens", 200);
    return new MockResponse()
        .setHeader("content-type", "application/json")
        .setBody(message.toString());
  }

  private static StrategyVersion rsi2() {
    StrategyVersion packaged =
        StrategyBook.packaged().stream()
            .filter(version -> version.strategy().equals("rsi2"))
            .findFirst()
            .orElseThrow();
    return packaged.withFeeds(List.of(FeedName.ALPACA)).stored();
  }

  /** Daily bars of a seeded walk over two and a half years. */
  private static Bars walk(String symbol, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Bars.Builder bars =
        Bars.builder(symbol, Timeframe.DAY, new Provenance("sample", PriceBasis.SPLIT));
    double close = 100;
    for (LocalDate date = LocalDate.of(2021, 9, 1);
        !date.isAfter(LocalDate.of(2024, 2, 1));
        date = date.plusDays(1)) {
      if (CALENDAR.session(date).isPresent()) {
        double open = close;
        close *= Math.exp(0.02 * random.nextGaussian());
        bars.add(
            CALENDAR.startOfDay(date).toEpochMilli(),
            cents(open),
            cents(Math.max(open, close) * 1.004),
            cents(Math.min(open, close) * 0.996),
            cents(close),
            1_000_000);
      }
    }
    return bars.build();
  }

  private static double cents(double price) {
    return Math.round(price * 100) / 100.0;
  }
}
