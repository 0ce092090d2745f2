package io.bellwether.analyst.session;

import io.bellwether.analyst.Study;
import io.bellwether.market.Bars;
import io.bellwether.research.engine.Backtest;
import io.bellwether.research.engine.BacktestResult;
import io.bellwether.research.engine.MarketData;
import io.bellwether.research.sweep.Market;
import io.bellwether.strategy.Strategy;
import io.bellwether.trading.analysis.SessionDocument;
import io.bellwether.trading.analysis.SessionDocument.Origin;
import io.bellwether.trading.analysis.SessionPerformance;
import io.bellwether.trading.config.StrategyVersion;
import io.bellwether.trading.ledger.Ledger;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes session documents. A document of a day is made of what was known at its close, so that
 * documents of the first days of a market are those of the whole market.
 */
public final class SessionBuilder {
  private SessionBuilder() {}

  /**
   * A document for every session of a study, from the backtest of its version, in order.
   *
   * @param vix daily bars of the VIX as it was known at the close of each date: of the session's
   *     date the close is taken
   */
  public static List<SessionDocument> of(Study study, Optional<Bars> vix) {
    Strategy strategy = strategy(study);
    Market market = study.market().of(strategy.symbols());
    return of(study.version(), Backtest.run(strategy, market.data(), market.settings()), vix);
  }

  private static Strategy strategy(Study study) {
    StrategyVersion version = study.version();
    return study
        .sweep()
        .catalog()
        .create(version.strategy(), version.symbols(), version.timeframe(), version.parameters());
  }

  /**
   * A document for every session of a backtest, in order.
   *
   * @param version what was run
   * @param result of a run that recorded everything
   * @param vix daily bars of the VIX
   */
  public static List<SessionDocument> of(
      StrategyVersion version, BacktestResult result, Optional<Bars> vix) {
    DailyBars days = DailyBars.of(result.data());
    Conditions conditions = new Conditions(days, closes(vix, zone(result.data())));
    BacktestSessions sessions = new BacktestSessions(result);
    List<SessionPerformance> performances = sessions.performances();
    List<SessionDocument> documents = new ArrayList<>();
    for (int i = 0; i < performances.size(); i++) {
      int day = sessions.firstDay() + i;
      documents.add(
          new SessionDocument(
              version.strategy(),
              days.dates().get(day),
              Origin.BACKTEST,
              version.version(),
              version.parameters(),
              conditions.at(day),
              performances.get(i),
              sessions.events(day)));
    }
    return List.copyOf(documents);
  }

  /**
   * The document of a day of the account of a study's version, paper or live.
   *
   * @param date a session of the study's market
   * @return nothing if the ledger has no record of the day, or the market no bars of it
   */
  public static Optional<SessionDocument> ofAccount(
      Study study, Optional<Bars> vix, Ledger ledger, LocalDate date) {
    MarketData data = study.market().of(strategy(study).symbols()).data();
    DailyBars days = DailyBars.of(data);
    int day = Collections.binarySearch(days.dates(), date);
    if (day < 0) {
      return Optional.empty();
    }
    AccountSession session = new AccountSession(ledger, study.version(), date, data.conventions());
    StrategyVersion version = session.versionInForce();
    return session
        .performance()
        .map(
            performance ->
                new SessionDocument(
                    version.strategy(),
                    date,
                    Origin.ACCOUNT,
                    version.version(),
                    version.parameters(),
                    new Conditions(days, closes(vix, zone(data))).at(day),
                    performance,
                    session.events()));
  }

  private static ZoneId zone(MarketData data) {
    return data.conventions().zone();
  }

  /** A value that no index can have is a hole in the file. */
  private static Map<LocalDate, Double> closes(Optional<Bars> vix, ZoneId zone) {
    Map<LocalDate, Double> closes = new HashMap<>();
    vix.ifPresent(
        bars -> {
          for (int i = 0; i < bars.size(); i++) {
            double close = bars.close()[i];
            if (close > 0 && Double.isFinite(close)) {
              closes.put(bars.start(i).atZone(zone).toLocalDate(), close);
            }
          }
        });
    return closes;
  }
}
