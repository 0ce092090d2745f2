package io.bellwether.analyst.retrieval;

import io.bellwether.trading.analysis.MarketCondition;
import io.bellwether.trading.analysis.SessionDocument;
import java.util.List;

/**
 * The numbers of sessions, to measure distances in: each is held against its mean and its standard
 * deviation over the sessions up to the one asked about, so that all count alike.
 */
final class ConditionNumbers {
  private static final int COUNT = 9;

  private final double[][] rows;

  ConditionNumbers(List<SessionDocument> sessions) {
    this.rows = sessions.stream().map(ConditionNumbers::of).toArray(double[][]::new);
  }

  private static double[] of(SessionDocument session) {
    MarketCondition condition = session.condition();
    double[] numbers = {
      condition.volatilityPercentile(),
      condition.rsi(),
      Math.log(Math.max(1e-6, condition.atrFraction())),
      Math.log(condition.volumeRatio().orElse(1.0)),
      Math.tanh(SessionTerms.inRanges(condition.gap(), condition)),
      Math.tanh(SessionTerms.inRanges(condition.change(), condition)),
      Math.log(condition.vix().orElse(20.0)),
      session.performance().drawdown(),
      session.performance().exposed() ? 1 : 0
    };
    return numbers;
  }

  /** The squared distances of the sessions before one from it. */
  double[] squaredDistances(int asked) {
    double[] distances = new double[asked];
    for (int number = 0; number < COUNT; number++) {
      double variance = variance(number, asked);
      for (int i = 0; variance > 0 && i < asked; i++) {
        double difference = rows[i][number] - rows[asked][number];
        distances[i] += difference * difference / variance;
      }
    }
    return distances;
  }

  private double variance(int number, int last) {
    double mean = 0;
    for (int i = 0; i <= last; i++) {
      mean += rows[i][number] / (last + 1);
    }
    double squares = 0;
    for (int i = 0; i <= last; i++) {
      squares += (rows[i][number] - mean) * (rows[i][number] - mean);
    }
    return squares / (last + 1);
  }
}
