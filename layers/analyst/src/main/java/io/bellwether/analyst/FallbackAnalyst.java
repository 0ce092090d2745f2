package io.bellwether.analyst;

import io.bellwether.market.time.Deadline;
import io.bellwether.trading.analysis.Complaint;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Asks another analyst where the first gave no answer and will give none later either: there is no
 * key, it is refused, or the month's money is spent. The notes say so. Where the first is only
 * unavailable now, so is this one: whoever asks tries again.
 *
 * @param first who is asked
 * @param second who stands in
 */
public record FallbackAnalyst(Analyst first, Analyst second) implements Analyst {
  @Override
  public Consultation consult(String analysis, Study study, Dossier dossier, Deadline deadline) {
    Consultation asked = first.consult(analysis, study, dossier, deadline);
    if (asked.answered()) {
      return asked;
    }
    Consultation standIn = second.consult(analysis, study, dossier, deadline);
    List<String> notes =
        Stream.of(
                asked.notes(),
                List.of("the " + standIn.analyst() + " analyst stands in for " + asked.analyst()),
                standIn.notes())
            .flatMap(List::stream)
            .toList();
    return new Consultation(
            standIn.analyst(),
            standIn.prompt(),
            standIn.answer(),
            standIn.uses(),
            standIn.proposals(),
            notes)
        .searching(standIn.searched())
        .complaining(
            asked.spentBudgetUsd(),
            asked
                .complaint()
                .map(known -> new Complaint(known.what(), Optional.of(standIn.analyst()))));
  }
}
