package io.bellwether.workbench.scenario.faults;

import io.bellwether.workbench.cloud.EmbeddedCloud;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * One embedded cloud for all tests of this JVM, closed after the last; starting one takes seconds.
 * Every story on it has an account and a version of its own.
 */
final class SharedCloud implements AutoCloseable {
  private final EmbeddedCloud cloud;
  private final AtomicInteger stories = new AtomicInteger();

  /** A message is back in the queue at once if its receiver dies: nobody waits here. */
  private SharedCloud() {
    this.cloud = EmbeddedCloud.start(() -> Instant.EPOCH, Duration.ZERO);
  }

  EmbeddedCloud cloud() {
    return cloud;
  }

  /** A number no story had before: the version of its strategy, and part of its account's name. */
  int next() {
    return stories.incrementAndGet();
  }

  @Override
  public void close() {
    cloud.close();
  }

  /** Hands the cloud to tests. */
  static final class Parameter implements ParameterResolver {
    private static final Namespace NAMESPACE = Namespace.create(SharedCloud.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
      return parameter.getParameter().getType() == SharedCloud.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
      return context
          .getRoot()
          .getStore(NAMESPACE)
          .computeIfAbsent(SharedCloud.class, key -> new SharedCloud(), SharedCloud.class);
    }
  }
}
