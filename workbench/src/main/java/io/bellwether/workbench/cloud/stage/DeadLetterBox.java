package io.bellwether.workbench.cloud.stage;

import java.util.Optional;

/** The queues of a stage for what could not be done. */
public enum DeadLetterBox {
  /** Messages of the signal queue. */
  SIGNAL_QUEUE("signals-dead.fifo", Optional.empty()),
  /** Ticks that {@code signals} failed on three times. */
  SIGNALS("signals-dead", Optional.of("signals")),
  /** Follow-ups, summaries and commands that {@code execution} failed on three times. */
  EXECUTION("execution-dead", Optional.of("execution")),
  /** Studies and commands that {@code analysis} failed on three times. */
  ANALYSIS("analysis-dead", Optional.of("analysis")),
  /** Events that {@code notifications} failed on, or that could not be handed to it. */
  NOTIFICATIONS("notifications-dead", Optional.of("notifications")),
  /** What a schedule could not hand to its function. */
  SCHEDULES("schedules-dead", Optional.empty());

  private final String suffix;
  private final Optional<String> function;

  DeadLetterBox(String suffix, Optional<String> function) {
    this.suffix = suffix;
    this.function = function;
  }

  /** The queue's name behind that of the stack. */
  public String suffix() {
    return suffix;
  }

  /** The function that a letter is invoked with again, if there is one. */
  public Optional<String> function() {
    return function;
  }
}
