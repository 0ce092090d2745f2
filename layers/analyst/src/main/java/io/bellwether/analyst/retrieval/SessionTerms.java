package io.bellwether.analyst.retrieval;

import io.bellwether.trading.analysis.MarketCondition;
import io.bellwether.trading.analysis.MarketCondition.Trend;
import io.bellwether.trading.analysis.MarketCondition.Volatility;
import io.bellwether.trading.analysis.SessionDocument;
import io.bellwether.trading.analysis.SessionPerformance;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A session as a set of terms, such as {@code rsi=2}: each figure is the number of the bucket it
 * falls into. The cut-offs are fixed, or are those of a percentile of the past that the document
 * has already, so that the terms of a session never change. Gap and change are measured in average
 * true ranges: a fall of 2 % is a calm day in one year and a crash in another.
 */
final class SessionTerms {
  private static final double[] PERCENTILE = {0.2, 0.4, 0.6, 0.8};
  private static final double[] RSI = {30, 40, 50, 60, 70};
  private static final double[] ATR = {0.005, 0.01, 0.015, 0.02, 0.03, 0.045, 0.07};
  private static final double[] VOLUME = {0.7, 0.9, 1.1, 1.5};
  private static final double[] GAP = {-0.6, -0.2, 0.2, 0.6};
  private static final double[] CHANGE = {-1.2, -0.4, 0.4, 1.2};
  private static final double[] VIX = {13, 16, 20, 25, 35};
  private static final double[] DRAWDOWN = {-0.2, -0.1, -0.05, -0.02};

  private final SortedSet<String> terms = new TreeSet<>();

  private SessionTerms() {}

  /** The terms of a session, in order. */
  static SortedSet<String> of(SessionDocument document) {
    SessionTerms session = new SessionTerms();
    session.condition(document.condition());
    session.performance(document.performance());
    document.events().forEach(event -> session.terms.add("event=" + event));
    document.parameters().forEach((name, value) -> session.terms.add("set:" + name + "=" + value));
    return session.terms;
  }

  static String of(Trend trend) {
    return "trend=" + trend.name().toLowerCase(Locale.ROOT);
  }

  static String of(Volatility volatility) {
    return "volatility=" + volatility.name().toLowerCase(Locale.ROOT);
  }

  private void condition(MarketCondition condition) {
    terms.add(of(condition.trend()));
    terms.add(of(condition.volatility()));
    bucket("volatility-percentile", condition.volatilityPercentile(), PERCENTILE);
    bucket("rsi", condition.rsi(), RSI);
    bucket("atr", condition.atrFraction(), ATR);
    condition.volumeRatio().ifPresent(ratio -> bucket("volume", ratio, VOLUME));
    bucket("gap", inRanges(condition.gap(), condition), GAP);
    bucket("change", inRanges(condition.change(), condition), CHANGE);
    condition.vix().ifPresent(vix -> bucket("vix", vix, VIX));
  }

  /** In average true ranges; 0 where prices do not move. */
  static double inRanges(double fraction, MarketCondition condition) {
    return condition.atrFraction() > 0 ? fraction / condition.atrFraction() : 0;
  }

  private void performance(SessionPerformance performance) {
    bucket("drawdown", performance.drawdown(), DRAWDOWN);
    terms.add("exposed=" + performance.exposed());
    terms.add("profit=" + (int) Math.signum(performance.profit()));
  }

  /** A figure that is not a number is in no bucket. */
  private void bucket(String name, double value, double[] cuts) {
    if (Double.isNaN(value)) {
      return;
    }
    int bucket = 0;
    while (bucket < cuts.length && value >= cuts[bucket]) {
      bucket++;
    }
    terms.add(name + "=" + bucket);
  }
}
