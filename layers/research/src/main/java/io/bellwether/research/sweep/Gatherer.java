package io.bellwether.research.sweep;

import java.util.ArrayList;
import java.util.List;

/** Brings the results of pieces together as they come, in bounded memory. */
final class Gatherer {
  private final Selection selection;
  private final int total;
  private final SweepListener listener;
  private final List<Trial> trials = new ArrayList<>();
  private List<ReturnRow> rows = new ArrayList<>();

  Gatherer(Selection selection, int total, SweepListener listener) {
    this.selection = selection;
    this.total = total;
    this.listener = listener;
  }

  synchronized void add(SweepResult part) {
    trials.addAll(part.trials());
    rows.addAll(part.rows());
    if (rows.size() > 2 * selection.kept()) {
      rows = new ArrayList<>(SweepResult.trimmed(selection, rows));
    }
    listener.progress(trials.size(), total);
  }

  synchronized SweepResult result() {
    return SweepResult.of(selection, trials, rows);
  }
}
