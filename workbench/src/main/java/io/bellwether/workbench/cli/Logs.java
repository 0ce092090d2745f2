package io.bellwether.workbench.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.FileAppender;
import io.bellwether.cloud.logging.JsonEncoder;
import java.nio.file.Path;
import org.slf4j.LoggerFactory;

/**
 * Where the functions' logs go while a command runs: into a file, or nowhere; never between its
 * lines.
 */
final class Logs {
  private Logs() {}

  /** Keeps all logs off the terminal. */
  static void silence() {
    root().detachAndStopAllAppenders();
    root().setLevel(Level.OFF);
  }

  /** Writes the functions' logs into a file, anew. */
  static void into(Path file) {
    silence();
    LoggerContext context = root().getLoggerContext();
    JsonEncoder encoder = new JsonEncoder();
    encoder.setContext(context);
    encoder.start();
    FileAppender<ILoggingEvent> appender = new FileAppender<>();
    appender.setContext(context);
    appender.setFile(file.toString());
    appender.setAppend(false);
    appender.setImmediateFlush(false);
    appender.setEncoder(encoder);
    appender.start();
    root().addAppender(appender);
    root().setLevel(Level.INFO);
  }

  /** Writes what is still held back, and ends the file. */
  static void close() {
    silence();
  }

  private static Logger root() {
    return (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
  }
}
