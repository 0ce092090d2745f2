package io.bellwether.workbench.simulate;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Looks for the few faults and days that a promise is broken with. Faults are taken out a kind at a
 * time, since most kinds have nothing to do with it, and then in ever smaller parts, for as long as
 * the same promise is still broken (delta debugging, algorithm ddmin: Zeller, Hildebrandt:
 * Simplifying and Isolating Failure-Inducing Input, IEEE TSE 28(2), 2002).
 */
final class Shrinker {
  private final Experiment experiment;
  private final String invariant;
  private final int mostReruns;
  private int reruns;
  private int days;

  /** Runs the same seed once more. */
  @FunctionalInterface
  interface Experiment {
    /**
     * Runs some days with some of the faults only.
     *
     * @return the promise that was broken, and on which day, the first being 1
     */
    Optional<Broken> run(int days, Set<InjectedFault> allowed);
  }

  /** A promise and the day it was broken on. */
  record Broken(String invariant, int day) {}

  /**
   * What is left.
   *
   * @param faults without any one of which, if there were reruns enough, the promise is kept
   * @param days of the run
   * @param reruns it took
   * @param complete whether there were reruns enough
   */
  record Schedule(List<InjectedFault> faults, int days, int reruns, boolean complete) {}

  /**
   * @param mostReruns after which the search ends with what it has
   */
  Shrinker(Experiment experiment, String invariant, int mostReruns) {
    this.experiment = experiment;
    this.invariant = invariant;
    this.mostReruns = mostReruns;
  }

  /**
   * Shrinks a run that broke the promise.
   *
   * @param injected its faults
   * @param brokenOn the day the promise was broken on, the first being 1
   */
  Schedule shrink(List<InjectedFault> injected, int brokenOn) {
    days = brokenOn;
    List<InjectedFault> faults = List.copyOf(injected);
    if (stillBroken(List.of())) {
      return new Schedule(List.of(), days, reruns, true);
    }
    faults = withoutWholeKinds(faults);
    int parts = 2;
    while (faults.size() > 1 && reruns < mostReruns) {
      Optional<List<InjectedFault>> fewer = withoutOnePart(faults, parts);
      if (fewer.isPresent()) {
        faults = fewer.get();
        parts = Math.max(2, Math.min(parts - 1, faults.size()));
      } else if (reruns >= mostReruns) {
        // The last part may not have been tried.
        return new Schedule(faults, days, reruns, false);
      } else if (parts == faults.size()) {
        return new Schedule(faults, days, reruns, true);
      } else {
        parts = Math.min(2 * parts, faults.size());
      }
    }
    return new Schedule(faults, days, reruns, faults.size() <= 1);
  }

  /** The faults of those kinds that cannot be done without altogether. */
  private List<InjectedFault> withoutWholeKinds(List<InjectedFault> faults) {
    List<InjectedFault> left = faults;
    for (FaultKind kind : FaultKind.values()) {
      List<InjectedFault> rest = left.stream().filter(fault -> fault.kind() != kind).toList();
      if (rest.size() < left.size() && reruns < mostReruns && stillBroken(rest)) {
        left = rest;
      }
    }
    return left;
  }

  /** The faults but for one part of them, the earliest first: what came last did it most likely. */
  private Optional<List<InjectedFault>> withoutOnePart(List<InjectedFault> faults, int parts) {
    for (int part = 0; part < parts && reruns < mostReruns; part++) {
      int from = (int) ((long) faults.size() * part / parts);
      int to = (int) ((long) faults.size() * (part + 1) / parts);
      List<InjectedFault> rest = new ArrayList<>(faults.subList(0, from));
      rest.addAll(faults.subList(to, faults.size()));
      if (stillBroken(rest)) {
        return Optional.of(rest);
      }
    }
    return Optional.empty();
  }

  private boolean stillBroken(List<InjectedFault> faults) {
    reruns++;
    Optional<Broken> broken =
        experiment.run(days, new HashSet<>(faults)).filter(b -> b.invariant().equals(invariant));
    broken.ifPresent(b -> days = Math.min(days, b.day()));
    return broken.isPresent();
  }
}
