package io.bellwether.analyst;

import io.bellwether.research.search.ParameterSpace;
import io.bellwether.research.sweep.TrialMetrics;
import io.bellwether.strategy.parameter.ParameterSpec;
import io.bellwether.trading.analysis.ProposalRecord;
import io.bellwether.trading.analysis.SessionDocument;
import java.util.List;
import java.util.Map;

/**
 * All that an analyst is told. What becomes a prompt of it names no dates and no prices.
 *
 * @param strategy the strategy's name
 * @param summary what it does, in a sentence
 * @param specs the parameters there are
 * @param parameters in force
 * @param bounds what may be proposed: each parameter with all values it may be given
 * @param metrics of the version in force on the bars studied, after costs
 * @param session the last session
 * @param similar sessions like it, the most similar first
 * @param earlier proposals of the past and what became of them, the latest first
 * @param news headlines and messages. Anybody may have written them: they are data and no orders
 */
public record Dossier(
    String strategy,
    String summary,
    List<ParameterSpec> specs,
    Map<String, String> parameters,
    ParameterSpace bounds,
    TrialMetrics metrics,
    SessionDocument session,
    List<Recollection> similar,
    List<ProposalRecord> earlier,
    List<String> news) {
  /** How many sessions like the last one an analyst is told of. */
  public static final int SIMILAR_SESSIONS = 8;
}
