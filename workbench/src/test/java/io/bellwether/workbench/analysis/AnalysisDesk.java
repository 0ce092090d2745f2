package io.bellwether.workbench.analysis;

import io.bellwether.analyst.AnalysisService;
import io.bellwether.analyst.Analyst;
import io.bellwether.analyst.AnalystBounds;
import io.bellwether.analyst.Examiner;
import io.bellwether.analyst.Inquiry;
import io.bellwether.analyst.Study;
import io.bellwether.analyst.gate.ActivationPolicy;
import io.bellwether.analyst.session.SessionBuilder;
import io.bellwether.cloud.dynamo.AttemptTokens;
import io.bellwether.cloud.dynamo.DynamoLedger;
import io.bellwether.cloud.dynamo.ItemStore;
import io.bellwether.market.Bars;
import io.bellwether.market.PriceBasis;
import io.bellwether.market.Provenance;
import io.bellwether.market.Timeframe;
import io.bellwether.market.calendar.BarGrid;
import io.bellwether.market.calendar.NyseCalendar;
import io.bellwether.market.calendar.Session;
import io.bellwether.market.time.Deadline;
import io.bellwether.research.engine.BacktestSettings;
import io.bellwether.research.engine.MarketData;
import io.bellwether.research.metrics.Conventions;
import io.bellwether.research.search.ParameterSpace;
import io.bellwether.research.sweep.BarsMarket;
import io.bellwether.research.sweep.LocalSweep;
import io.bellwether.trading.analysis.Analysis;
import io.bellwether.trading.analysis.SessionDocument;
import io.bellwether.trading.analysis.StoredTexts;
import io.bellwether.trading.analysis.TextArchive;
import io.bellwether.trading.config.StrategyVersion;
import io.bellwether.trading.config.VersionDesk;
import io.bellwether.trading.event.EventPublisher;
import io.bellwether.trading.event.TradingEvent;
import io.bellwether.trading.ledger.Ledger;
import io.bellwether.workbench.cloud.MemoryItemStore;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** One stored state, and processes that analyse rsi2 on a quiet market above it. */
final class AnalysisDesk {
  static final String STRATEGY = "rsi2";
  static final Instant NOW = Instant.parse("2024-02-01T22:00:00Z");
  private static final Market MARKET = new Market();

  /** By parameters: the backtest behind a session's document is the same each time. */
  private static final Map<Map<String, String>, SessionDocument> SESSIONS = new HashMap<>();

  final MemoryItemStore items = new MemoryItemStore("memory");
  final Map<String, byte[]> archived = new TreeMap<>();
  final List<TradingEvent> told = new ArrayList<>();

  /** How many events the bus still takes before it refuses one. */
  int takenUntilRefusal = Integer.MAX_VALUE;

  private int processes;

  AnalysisDesk() {
    new VersionDesk(ledger().strategies(), () -> NOW).history(STRATEGY);
  }

  /** The stored state as somebody else reads it. */
  Ledger ledger() {
    return new DynamoLedger(items, AttemptTokens.of("reader-" + processes++));
  }

  StrategyVersion active() {
    return ledger().strategies().active(STRATEGY).orElseThrow();
  }

  VersionDesk versions() {
    return new VersionDesk(ledger().strategies(), () -> NOW);
  }

  /** One process from start to end, which studies the version that it finds in force. */
  Analysis run(Moments moments, Analyst analyst, Examiner gate, ActivationPolicy policy) {
    return run(moments, analyst, gate, policy, inquiry(active()));
  }

  Analysis run(
      Moments moments, Analyst analyst, Examiner gate, ActivationPolicy policy, Inquiry inquiry) {
    Ledger ledger =
        new DynamoLedger(
            moments.around(ItemStore.class, items), AttemptTokens.of("process-" + processes++));
    AnalysisService service =
        new AnalysisService(
            "test",
            ledger,
            new StoredTexts(moments.around(TextArchive.class, new Folder())),
            new VersionDesk(ledger.strategies(), () -> NOW),
            moments.around(Analyst.class, analyst),
            moments.around(Examiner.class, gate),
            policy,
            moments.around(EventPublisher.class, new Bus()),
            () -> NOW);
    return service.analyze(inquiry, Deadline.after(() -> NOW, Duration.ofMinutes(5)));
  }

  /** What is asked about a version on the market all share. */
  static Inquiry inquiry(StrategyVersion version) {
    ParameterSpace bounds =
        AnalystBounds.of(
            STRATEGY,
            version.timeframe(),
            version.parameters(),
            Optional.of("rsi2.entry-rsi=10..40:5\nrsi2.exit-rsi=60..90:5"));
    Study study = new Study(version, bounds, MARKET.market, LocalSweep.on(1));
    return new Inquiry(
        study,
        SESSIONS.computeIfAbsent(version.parameters(), _ -> last(study)),
        List.of(),
        List.of(),
        "test");
  }

  /** The same asked about the day after. */
  static Inquiry dayAfter(Inquiry inquiry) {
    SessionDocument session = inquiry.session();
    return new Inquiry(
        inquiry.study(),
        new SessionDocument(
            session.strategy(),
            session.date().plusDays(1),
            session.origin(),
            session.version(),
            session.parameters(),
            session.condition(),
            session.performance(),
            session.events()),
        inquiry.similar(),
        inquiry.news(),
        inquiry.trigger());
  }

  private static SessionDocument last(Study study) {
    return SessionBuilder.of(study, Optional.empty()).getLast();
  }

  private final class Bus implements EventPublisher {
    @Override
    public void publish(TradingEvent event) {
      taken(event);
    }

    @Override
    public boolean taken(TradingEvent event) {
      return takenUntilRefusal-- != 0 && told.add(event);
    }
  }

  private final class Folder implements TextArchive {
    @Override
    public void put(String key, byte[] content) {
      archived.put(key, content.clone());
    }

    @Override
    public Optional<byte[]> find(String key) {
      return Optional.ofNullable(archived.get(key));
    }
  }

  /** A wave of daily bars of both symbols. */
  private static final class Market {
    final BarsMarket market;

    Market() {
      NyseCalendar calendar = new NyseCalendar();
      Timeframe daily = Timeframe.parse("1d");
      List<Bars> bars =
          List.of(wave("TQQQ", 1, calendar, daily), wave("SQQQ", -1, calendar, daily));
      market =
          new BarsMarket(
              bars,
              traded -> MarketData.of(traded, Conventions.US_EQUITIES),
              BacktestSettings.usEquities(100_000),
              bars.getFirst().start(0),
              NOW);
    }

    private static Bars wave(String symbol, int sign, NyseCalendar calendar, Timeframe daily) {
      Bars.Builder bars = Bars.builder(symbol, daily, new Provenance("sample", PriceBasis.SPLIT));
      BarGrid grid = new BarGrid(calendar, daily);
      int i = 0;
      for (LocalDate date = LocalDate.of(2022, 6, 1);
          date.isBefore(LocalDate.of(2024, 2, 1));
          date = date.plusDays(1)) {
        for (Session session : calendar.session(date).stream().toList()) {
          double open = 100 + sign * 5 * Math.sin(i / 3.0);
          double close = 100 + sign * 5 * Math.sin((i + 1) / 3.0);
          bars.add(
              grid.starts(session).getFirst().toEpochMilli(),
              open,
              Math.max(open, close) + 0.5,
              Math.min(open, close) - 0.5,
              close,
              1_000_000 + i);
          i++;
        }
      }
      return bars.build();
    }
  }
}
