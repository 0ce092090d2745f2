package io.bellwether.analyst;

import io.bellwether.trading.analysis.Complaint;
import io.bellwether.trading.analysis.ModelUse;
import io.bellwether.trading.analysis.Proposal;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * What an analyst was asked and what it said.
 *
 * @param analyst who: {@code claude} or {@code local}
 * @param prompt all that it was told, word for word
 * @param answer all that it said, word for word
 * @param uses what the questions took; empty if nobody was paid
 * @param proposals read out of the answer; not checked against the bounds
 * @param notes what went wrong or was left out, for people
 * @param spentBudgetUsd the month's budget, where it did not allow a question any more
 * @param complaint what a person is to hear of it, such as that a key is refused
 * @param searched how many parameter sets were run on the bars, also where none was proposed
 */
public record Consultation(
    String analyst,
    String prompt,
    String answer,
    List<ModelUse> uses,
    List<Proposal> proposals,
    List<String> notes,
    Optional<BigDecimal> spentBudgetUsd,
    Optional<Complaint> complaint,
    int searched) {
  /** A consultation that people need not be told of. */
  public Consultation(
      String analyst,
      String prompt,
      String answer,
      List<ModelUse> uses,
      List<Proposal> proposals,
      List<String> notes) {
    this(analyst, prompt, answer, uses, proposals, notes, Optional.empty(), Optional.empty(), 0);
  }

  /** The same, that people have to be told of. */
  public Consultation complaining(Optional<BigDecimal> budgetUsd, Optional<Complaint> what) {
    return new Consultation(
        analyst, prompt, answer, uses, proposals, notes, budgetUsd, what, searched);
  }

  /** The same, after so many sets were run. */
  public Consultation searching(int sets) {
    return new Consultation(
        analyst, prompt, answer, uses, proposals, notes, spentBudgetUsd, complaint, sets);
  }

  /** Whether anything was said or paid for. */
  public boolean answered() {
    return !answer.isEmpty() || !uses.isEmpty();
  }
}
