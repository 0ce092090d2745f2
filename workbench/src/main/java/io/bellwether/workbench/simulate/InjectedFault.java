package io.bellwether.workbench.simulate;

/**
 * A fault as it was injected. The names, not the order, identify it: it can be injected again in a
 * run that lacks others.
 *
 * @param invocation the invocation, or the day, in which it happened, such as {@code follow-up
 *     2024-03-05T14:31}
 * @param ordinal which of its steps
 * @param step what that step was
 * @param kind what went wrong
 */
public record InjectedFault(String invocation, int ordinal, Step step, FaultKind kind) {
  @Override
  public String toString() {
    return "%s, step %d (%s): %s".formatted(invocation, ordinal, step.label(), kind.label());
  }
}
