package io.bellwether.analyst;

import io.bellwether.trading.analysis.ModelUse;
import io.bellwether.trading.analysis.Proposal;
import java.util.List;

/**
 * What an analyst was asked and what it said.
 *
 * @param analyst who: {@code claude} or {@code local}
 * @param prompt all that it was told, word for word
 * @param answer all that it said, word for word
 * @param uses what the questions took; empty if nobody was paid
 * @param proposals read out of the answer; not checked against the bounds
 * @param notes what went wrong or was left out, for people
 */
public record Consultation(
    String analyst,
    String prompt,
    String answer,
    List<ModelUse> uses,
    List<Proposal> proposals,
    List<String> notes) {
  /** Whether anything was said or paid for. */
  public boolean answered() {
    return !answer.isEmpty() || !uses.isEmpty();
  }
}
