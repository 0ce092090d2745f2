package io.bellwether.cloud.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.spi.ContextAwareBase;
import ch.qos.logback.core.spi.FilterReply;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;
import org.slf4j.bridge.SLF4JBridgeHandler;

/**
 * One line of JSON per event on standard output, which Lambda hands to CloudWatch; the level is
 * that of {@code BELLWETHER_LOG_LEVEL}, by default INFO. Logback finds it as a service. It is code
 * because a parser of XML is much to load at each start for one appender.
 */
public final class LogSetup extends ContextAwareBase implements Configurator {
  /** Tests bring one. */
  private static final String OTHER = "logback-test.xml";

  /**
   * Runs something whose log lines, and whatever else goes that way, nobody is to see; those of
   * other threads meanwhile get lost too.
   */
  public static void silently(Runnable work) {
    if (!(LoggerFactory.getILoggerFactory() instanceof LoggerContext context)) {
      work.run();
      return;
    }
    TurboFilter silence = new Silence();
    context.addTurboFilter(silence);
    try {
      work.run();
    } finally {
      context.getTurboFilterList().remove(silence);
    }
  }

  private static final class Silence extends TurboFilter {
    @Override
    public FilterReply decide(
        @Nullable Marker marker,
        Logger logger,
        Level level,
        @Nullable String format,
        Object @Nullable [] parameters,
        @Nullable Throwable throwable) {
      return FilterReply.DENY;
    }
  }

  @Override
  public ExecutionStatus configure(LoggerContext context) {
    boolean onLambda = System.getenv("LAMBDA_TASK_ROOT") != null;
    if (!onLambda && getClass().getClassLoader().getResource(OTHER) != null) {
      return ExecutionStatus.INVOKE_NEXT_IF_ANY;
    }
    JsonEncoder encoder = new JsonEncoder();
    encoder.setContext(context);
    encoder.start();
    ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
    appender.setContext(context);
    appender.setName("JSON");
    appender.setEncoder(encoder);
    appender.start();
    Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    root.setLevel(Level.toLevel(System.getenv("BELLWETHER_LOG_LEVEL"), Level.INFO));
    root.addAppender(appender);
    // Libraries that log through the JDK must not write between the lines.
    SLF4JBridgeHandler.removeHandlersForRootLogger();
    SLF4JBridgeHandler.install();
    // Metrics: counted whatever the level of the logs.
    context.getLogger("verbatim").setLevel(Level.INFO);
    // The SDK's debug output holds request headers.
    context.getLogger("software.amazon.awssdk").setLevel(Level.WARN);
    return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
  }
}
