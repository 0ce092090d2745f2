package io.bellwether.infrastructure;

import java.time.Duration;
import java.util.Locale;

/** The functions: their handlers and limits. */
enum FunctionSpec {
  /** Waits up to 45 seconds for a late bar, then fetches and decides. */
  SIGNALS("io.bellwether.signals.SignalsHandler", Duration.ofSeconds(120), Duration.ofMinutes(10)),
  /** A follow-up comes every minute: an older one has nothing to add. */
  EXECUTION(
      "io.bellwether.execution.ExecutionHandler", Duration.ofSeconds(60), Duration.ofMinutes(5)),
  NOTIFICATIONS(
      "io.bellwether.notifications.NotificationsHandler",
      Duration.ofSeconds(30),
      Duration.ofMinutes(10));

  private final String handler;
  private final Duration timeout;
  private final Duration maximumEventAge;

  FunctionSpec(String handler, Duration timeout, Duration maximumEventAge) {
    this.handler = handler;
    this.timeout = timeout;
    this.maximumEventAge = maximumEventAge;
  }

  /** The name in resources and of the folder below {@code functions/}. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The class Lambda calls. */
  String handler() {
    return handler;
  }

  /** After this Lambda kills the invocation. */
  Duration timeout() {
    return timeout;
  }

  /** How long an asynchronous event may wait for a try; minutes, because late work never trades. */
  Duration maximumEventAge() {
    return maximumEventAge;
  }
}
