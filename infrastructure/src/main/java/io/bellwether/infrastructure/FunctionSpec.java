package io.bellwether.infrastructure;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** The functions: their handlers and limits. */
enum FunctionSpec {
  /** Waits up to 45 seconds for a late bar, then fetches and decides. */
  SIGNALS(
      "io.bellwether.signals.SignalsHandler",
      Duration.ofSeconds(120),
      Duration.ofMinutes(10),
      Layers.TRADING,
      Megabytes.USUAL),
  /** A follow-up comes every minute: an older one has nothing to add. */
  EXECUTION(
      "io.bellwether.execution.ExecutionHandler",
      Duration.ofSeconds(60),
      Duration.ofMinutes(5),
      Layers.TRADING,
      Megabytes.USUAL),
  NOTIFICATIONS(
      "io.bellwether.notifications.NotificationsHandler",
      Duration.ofSeconds(30),
      Duration.ofMinutes(10),
      Layers.TRADING,
      Megabytes.USUAL),
  /**
   * Runs backtests by the hundred and waits for a model. It places no order, so an hour later is as
   * good; the guide has what it was measured to take.
   */
  ANALYSIS(
      "io.bellwether.analysis.AnalysisHandler",
      Duration.ofMinutes(10),
      Duration.ofHours(1),
      Layers.ALL,
      Megabytes.OF_A_WHOLE_PROCESSOR);

  private final String handler;
  private final Duration timeout;
  private final Duration maximumEventAge;
  private final List<String> layers;
  private final int memoryMegabytes;

  FunctionSpec(
      String handler,
      Duration timeout,
      Duration maximumEventAge,
      List<String> layers,
      int memoryMegabytes) {
    this.handler = handler;
    this.timeout = timeout;
    this.maximumEventAge = maximumEventAge;
    this.layers = layers;
    this.memoryMegabytes = memoryMegabytes;
  }

  /** The layers of functions that trade; research is for those that study the past. */
  private static final class Layers {
    static final List<String> TRADING = List.of("dependencies", "core");
    static final List<String> ALL = List.of("dependencies", "core", "research");
  }

  /** How much memory a function has. */
  private static final class Megabytes {
    /**
     * Below this a cold start takes longer than it saves; the share of a processor grows with it.
     */
    static final int USUAL = 512;

    /** With this much memory Lambda gives a function one processor of its own. */
    static final int OF_A_WHOLE_PROCESSOR = 1769;
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

  /** The layers that it is made of, in the order they are unpacked. */
  List<String> layers() {
    return layers;
  }

  int memoryMegabytes() {
    return memoryMegabytes;
  }
}
