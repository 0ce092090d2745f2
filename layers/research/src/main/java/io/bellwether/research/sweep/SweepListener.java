package io.bellwether.research.sweep;

/** Is told how far a sweep has come; may be called by any thread, but by one at a time. */
@FunctionalInterface
public interface SweepListener {
  /** Listens to nothing. */
  SweepListener NONE = (_, _) -> {};

  /**
   * More sets are done.
   *
   * @param done how many so far
   * @param total how many there are
   */
  void progress(int done, int total);
}
