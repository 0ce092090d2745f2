package io.bellwether.trading.config;

/** What became of the wish that a version be active. */
public sealed interface ActivationOutcome {
  /**
   * It is active by this activation, made just now; or made before by the same evidence, and
   * perhaps not active any more.
   */
  record Activated(Activation activation) implements ActivationOutcome {}

  /** It was active before. Nothing was changed. */
  record AlreadyActive(int version) implements ActivationOutcome {}

  /**
   * A rollback of the same version is what brought the active one into force: the answer to it may
   * have been lost. Nothing was changed.
   */
  record AlreadyRolledBack(Activation activation) implements ActivationOutcome {}

  /**
   * Another version is active than the one that was to be replaced: somebody was faster. Nothing
   * was changed.
   */
  record Overtaken(int expected, int active) implements ActivationOutcome {}

  /** Something speaks against its becoming active by itself: a person decides. */
  record Objected(String objection) implements ActivationOutcome {}
}
