package io.bellwether.cloud.lambda;

import io.bellwether.cloud.logging.LogSetup;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs a function for the sake of the classes it loads, before a snapshot is taken. */
final class Rehearsal {
  private static final Logger LOG = LoggerFactory.getLogger("function");
  private static final Duration LONGEST = Duration.ofSeconds(10);

  /** The later times find what the first has left, as most invocations do. */
  private static final int TIMES = 3;

  private Rehearsal() {}

  /**
   * Runs a function and begins a TLS handshake with nobody.
   *
   * @param function on a platform that reaches nothing
   */
  static void of(JsonFunction function, String payload) {
    LogSetup.silently(
        () -> {
          for (int i = 0; i < TIMES; i++) {
            run(function, payload);
          }
          greet();
        });
    LOG.atInfo().log("rehearsed, for a snapshot to be taken");
  }

  private static void run(JsonFunction function, String payload) {
    try {
      function.rehearse(payload.getBytes(StandardCharsets.UTF_8), LONGEST);
    } catch (IOException e) {
      throw new UncheckedIOException("reading from memory failed", e);
    } catch (RuntimeException e) {
      // Without a market and a broker some functions fail, when they have come far enough.
      LOG.atDebug().setCause(e).log("the rehearsal ended early");
    }
  }

  /** Makes a client's first message, which loads most of TLS, and throws it away. */
  private static void greet() {
    try {
      SSLEngine engine = SSLContext.getDefault().createSSLEngine("localhost", 443);
      engine.setUseClientMode(true);
      engine.beginHandshake();
      engine.wrap(
          ByteBuffer.allocate(0), ByteBuffer.allocate(engine.getSession().getPacketBufferSize()));
    } catch (GeneralSecurityException | SSLException e) {
      throw new IllegalStateException("no TLS here: no call to AWS will succeed", e);
    }
  }
}
