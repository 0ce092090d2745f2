package io.bellwether.research.proof;

/** Hears how far a proof has come. */
@FunctionalInterface
public interface ProofListener {
  /** Hears nothing. */
  ProofListener NONE = (stage, done, total) -> {};

  /**
   * Some of the work is done.
   *
   * @param stage what is being looked at
   * @param done of {@code total}, in a unit of the stage's own
   */
  void progress(String stage, long done, long total);
}
