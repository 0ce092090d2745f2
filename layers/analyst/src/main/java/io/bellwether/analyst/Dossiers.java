package io.bellwether.analyst;

import io.bellwether.research.sweep.TrialMetrics;
import io.bellwether.strategy.StrategyCatalog;
import io.bellwether.strategy.StrategyDefinition;
import io.bellwether.trading.analysis.ProposalRecord;
import io.bellwether.trading.config.StrategyVersion;
import java.util.List;
import java.util.Map;

/** Gathers what an analyst is told. */
final class Dossiers {
  private Dossiers() {}

  /**
   * What an analyst is told for an inquiry.
   *
   * @param earlier proposals of the past, the latest first
   */
  static Dossier of(Inquiry inquiry, List<ProposalRecord> earlier) {
    Study study = inquiry.study();
    StrategyVersion version = study.version();
    StrategyCatalog catalog = study.sweep().catalog();
    StrategyDefinition definition = catalog.definition(version.strategy());
    return new Dossier(
        version.strategy(),
        definition.description(),
        catalog.parameters(version.strategy(), version.timeframe()),
        study.parameters(Map.of()),
        study.bounds(),
        TrialMetrics.of(study.run(Map.of())),
        inquiry.session(),
        inquiry.similar(),
        earlier,
        inquiry.news());
  }
}
