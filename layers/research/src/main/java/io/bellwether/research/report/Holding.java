package io.bellwether.research.report;

import io.bellwether.research.report.RunComparison.Measured;
import io.bellwether.research.report.RunComparison.Outcome;
import io.bellwether.research.report.RunComparison.Result;
import io.bellwether.research.report.RunComparison.Run;
import io.bellwether.research.report.RunComparison.Subject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Buying and holding a symbol, beneath the runs that trade it.
 *
 * @param symbol what is held
 * @param timeframe of the bars that price it
 * @param outcomes one per period
 */
record Holding(String symbol, String timeframe, List<Outcome> outcomes) {
  Holding {
    outcomes = List.copyOf(outcomes);
  }

  /** One for each symbol, more if the runs' files disagree about its closes; none without any. */
  static List<Holding> of(List<Run> runs) {
    List<Holding> holdings = new ArrayList<>();
    for (Run run : runs) {
      Holding own =
          new Holding(
              run.symbol(), run.timeframe(), run.results().stream().map(Result::held).toList());
      int same = 0;
      while (same < holdings.size() && !holdings.get(same).agrees(own)) {
        same++;
      }
      if (same == holdings.size()) {
        holdings.add(own);
      } else {
        holdings.set(same, holdings.get(same).completedBy(own));
      }
    }
    return holdings.stream().filter(Holding::isMeasured).toList();
  }

  private boolean isMeasured() {
    return outcomes.stream().anyMatch(Measured.class::isInstance);
  }

  /** What they are called: by symbol, and where that is not enough by more. */
  static List<Subject> subjects(List<Holding> holdings, List<Subject> runs) {
    Set<String> taken = new HashSet<>();
    runs.forEach(run -> taken.add(run.label()));
    List<Subject> subjects = new ArrayList<>();
    for (Holding holding : holdings) {
      String label = "hold " + holding.symbol;
      if (!taken.add(label)) {
        label += " " + holding.timeframe;
        for (int number = 2; !taken.add(label); number++) {
          label = "hold %s %s (%d)".formatted(holding.symbol, holding.timeframe, number);
        }
      }
      subjects.add(
          new Subject(
              label,
              "all of the capital in %s from the first open of its %s bars on, at no cost"
                  .formatted(holding.symbol, holding.timeframe),
              true));
    }
    return subjects;
  }

  /** Whether both are priced alike wherever both are known, and somewhere they are. */
  private boolean agrees(Holding other) {
    boolean met = false;
    for (int i = 0; i < outcomes.size(); i++) {
      if (outcomes.get(i) instanceof Measured mine
          && other.outcomes.get(i) instanceof Measured theirs) {
        met = true;
        if (!mine.daily().equals(theirs.daily())) {
          return false;
        }
      }
    }
    return met && symbol.equals(other.symbol);
  }

  private Holding completedBy(Holding other) {
    List<Outcome> all = new ArrayList<>();
    for (int i = 0; i < outcomes.size(); i++) {
      all.add(outcomes.get(i) instanceof Measured ? outcomes.get(i) : other.outcomes.get(i));
    }
    return new Holding(symbol, timeframe, all);
  }
}
