package io.bellwether.research.sweep;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What came of a sweep or of a piece of one. Merging is associative and does not depend on the
 * order: the same trials come to the same result however they were cut up.
 *
 * @param selection what is good and what is kept
 * @param trials all trials, in the order of their sets
 * @param rows the daily returns that were kept, in the order of their sets
 */
public record SweepResult(Selection selection, List<Trial> trials, List<ReturnRow> rows) {
  private static final Comparator<ReturnRow> BY_SET =
      Comparator.comparingLong(row -> row.trial().set());

  public SweepResult {
    trials = List.copyOf(trials);
    rows = List.copyOf(rows);
  }

  /** A result without trials. */
  public static SweepResult empty(Selection selection) {
    return new SweepResult(selection, List.of(), List.of());
  }

  /** Of trials in any order; rows that are not to be kept are dropped. */
  static SweepResult of(Selection selection, List<Trial> trials, List<ReturnRow> rows) {
    List<Trial> sorted = trials.stream().sorted(Comparator.comparingLong(Trial::set)).toList();
    for (int i = 1; i < sorted.size(); i++) {
      if (sorted.get(i).set() == sorted.get(i - 1).set()) {
        throw new IllegalArgumentException("set " + sorted.get(i).set() + " was tried twice");
      }
    }
    return new SweepResult(selection, sorted, trimmed(selection, rows));
  }

  /**
   * All of several results.
   *
   * @throws IllegalArgumentException if they were selected in different ways or a set occurs twice
   */
  public static SweepResult merge(Selection selection, List<SweepResult> parts) {
    List<Trial> trials = new ArrayList<>();
    List<ReturnRow> rows = new ArrayList<>();
    for (SweepResult part : parts) {
      if (!part.selection.equals(selection)) {
        throw new IllegalArgumentException(
            "results of two sweeps cannot be merged: " + part.selection + " and " + selection);
      }
      trials.addAll(part.trials);
      rows.addAll(part.rows);
    }
    return of(selection, trials, rows);
  }

  /**
   * The best rows by the objective and the sample's. A row that belongs to both takes one place, so
   * there may be fewer than the selection allows. Trimming what was trimmed before drops nothing
   * that the whole would have kept: a row among the first of all is among the first of its part.
   */
  static List<ReturnRow> trimmed(Selection selection, List<ReturnRow> rows) {
    if (rows.size() <= selection.keepSample()) {
      return rows.stream().sorted(BY_SET).toList();
    }
    Set<Long> kept = new HashSet<>();
    Stream<Trial> good = rows.stream().map(ReturnRow::trial).filter(selection::admits);
    good.sorted(selection.order())
        .limit(selection.keepBest())
        .forEach(trial -> kept.add(trial.set()));
    rows.stream()
        .map(row -> row.trial().set())
        .sorted(Comparator.comparingLong(selection::hash))
        .limit(selection.keepSample())
        .forEach(kept::add);
    return rows.stream().filter(row -> kept.contains(row.trial().set())).sorted(BY_SET).toList();
  }

  /** The best trials, the best one first. */
  public List<Trial> best(int count) {
    return trials.stream()
        .filter(selection::admits)
        .sorted(selection.order())
        .limit(count)
        .toList();
  }

  /** The best trial; nothing if none has enough trades and a defined objective. */
  public Optional<Trial> best() {
    return best(1).stream().findFirst();
  }

  /** How many trials the minimum number of trades keeps from being chosen. */
  public long tooFewTrades() {
    return trials.stream()
        .filter(trial -> trial.metrics().trades() < selection.minTrades())
        .count();
  }

  /** The daily returns of a trial, if they were kept. */
  public Optional<double[]> returns(long set) {
    return rows.stream()
        .filter(row -> row.trial().set() == set)
        .map(ReturnRow::returns)
        .findFirst();
  }

  /**
   * The rows of the random sample alone: what stands for all trials where the best would stand for
   * none but themselves. All rows, if all trials were kept.
   */
  public List<ReturnRow> sample() {
    if (rows.size() == trials.size()) {
      return rows;
    }
    Set<Long> sampled = new HashSet<>();
    trials.stream()
        .map(Trial::set)
        .sorted(Comparator.comparingLong(selection::hash))
        .limit(selection.keepSample())
        .forEach(sampled::add);
    return rows.stream().filter(row -> sampled.contains(row.trial().set())).toList();
  }
}
