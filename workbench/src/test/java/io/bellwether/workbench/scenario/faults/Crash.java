package io.bellwether.workbench.scenario.faults;

/** The death of a process: nothing in the system catches it, and nothing runs after it. */
final class Crash extends Error {
  private static final long serialVersionUID = 1L;

  Crash(String where) {
    super("killed " + where);
  }
}
