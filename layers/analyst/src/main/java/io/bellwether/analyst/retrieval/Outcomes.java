package io.bellwether.analyst.retrieval;

import io.bellwether.analyst.retrieval.RetrievalReport.Target;
import io.bellwether.trading.analysis.SessionDocument;
import java.util.List;

/**
 * What came after each session.
 *
 * @param target what of
 * @param horizon over how many sessions, compounded
 * @param values by session; NaN where it is not known for a whole week what came
 */
@SuppressWarnings("ArrayRecordComponent") // Made here, read here, never compared.
record Outcomes(Target target, int horizon, double[] values) {
  /** The sessions of a week. */
  static final int WEEK = 5;

  /**
   * Of sessions.
   *
   * @param followed by session, whether a week of sessions follows it without a gap
   */
  static Outcomes of(
      List<SessionDocument> sessions, boolean[] followed, Target target, int horizon) {
    double[] values = new double[sessions.size()];
    for (int t = 0; t < values.length; t++) {
      double growth = followed[t] ? 1 : Double.NaN;
      for (int next = t + 1; followed[t] && next <= t + horizon; next++) {
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
