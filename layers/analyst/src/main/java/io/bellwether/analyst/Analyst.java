package io.bellwether.analyst;

import io.bellwether.market.time.Deadline;

/** Proposes parameters: a model, or a search. */
public interface Analyst {
  /**
   * Asks for proposals. An answer that cannot be used is a consultation without proposals, whose
   * notes say why.
   *
   * @param analysis the id of the analysis that asks; asking again for the same is safe
   * @throws AnalystUnavailableException if there is no answer and one may come later
   */
  Consultation consult(String analysis, Study study, Dossier dossier, Deadline deadline);
}
