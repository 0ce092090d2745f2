package io.bellwether.analyst.retrieval;

import io.bellwether.analyst.retrieval.RetrievalReport.Target;
import io.bellwether.trading.analysis.SessionDocument;
import java.util.List;

/**
 * What came after each session.
 *
 * @param target what of
 * @param horizon over how many sessions, compounded
 * @param values by session; NaN where the series ends before
 */
@SuppressWarnings("ArrayRecordComponent") // Made here, read here, never compared.
record Outcomes(Target target, int horizon, double[] values) {
  /** The sessions of a week. */
  static final int WEEK = 5;

  static Outcomes of(List<SessionDocument> sessions, Target target, int horizon) {
    double[] values = new double[sessions.size()];
    for (int t = 0; t < values.length; t++) {
      double growth = t + horizon < values.length ? 1 : Double.NaN;
      for (int next = t + 1; next <= t + horizon && next < values.length; next++) {
        growth *= 1 + step(sessions.get(next), target);
      }
      values[t] = growth - 1;
    }
    return new Outcomes(target, horizon, values);
  }

  private static double step(SessionDocument session, Target target) {
    return switch (target) {
      case MARKET -> session.condition().change();
      case STRATEGY -> session.performance().profit();
    };
  }

  /** The mean outcome of sessions. */
  double mean(int[] sessions) {
    double sum = 0;
    for (int session : sessions) {
      sum += values[session];
    }
    return sum / sessions.length;
  }
}
