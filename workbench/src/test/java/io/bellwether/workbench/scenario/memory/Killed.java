package io.bellwether.workbench.scenario.memory;

/** The death of a process: nothing in the system catches it. */
final class Killed extends Error {
  private static final long serialVersionUID = 1L;

  Killed(String where) {
    super("killed " + where, null, false, false);
  }
}
