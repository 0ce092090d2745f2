package io.bellwether.cloud.metrics;

import io.bellwether.cloud.logging.JsonEncoder;
import io.bellwether.market.metric.Metric;
import io.bellwether.market.metric.Metrics;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Metrics in CloudWatch's embedded metric format: one line of the log per invocation, out of which
 * CloudWatch makes metrics without a call from the function. What is measured outside of an
 * invocation is dropped. Safe for use by several threads; an invocation within another, as on one
 * machine, has a line of its own.
 */
public final class EmfMetrics implements Metrics {
  private static final Logger LOG = LoggerFactory.getLogger(JsonEncoder.VERBATIM);

  private final ScopedValue<Invocation> current = ScopedValue.newInstance();
  private final AtomicBoolean coldStart = new AtomicBoolean(true);
  private final String namespace;
  private final InstantSource clock;
  private final Consumer<String> lines;

  /**
   * Metrics of one stage.
   *
   * @param stage part of the namespace, such as {@code dev}
   * @param clock stamps the lines
   * @param lines takes each line, without a line end
   */
  public EmfMetrics(String stage, InstantSource clock, Consumer<String> lines) {
    this.namespace = "Bellwether/" + stage;
    this.clock = clock;
    this.lines = lines;
  }

  /** Metrics of one stage in the function's log. */
  public static EmfMetrics inLog(String stage, InstantSource clock) {
    return new EmfMetrics(stage, clock, LOG::info);
  }

  /**
   * Does the work of an invocation and writes what was measured in it, also if it fails.
   *
   * @param function the function's name
   * @param requestId the invocation's id
   */
  public <R, X extends Throwable> R during(
      String function, String requestId, ScopedValue.CallableOp<R, X> work) throws X {
    Invocation invocation = new Invocation();
    invocation.note("function", function);
    invocation.note("requestId", requestId);
    invocation.note("coldStart", Boolean.toString(coldStart.getAndSet(false)));
    boolean done = false;
    try {
      R result = ScopedValue.where(current, invocation).call(work);
      done = true;
      return result;
    } finally {
      if (!done) {
        invocation.note("outcome", "failed");
      }
      invocation.lines(namespace, clock.instant()).forEach(lines);
    }
  }

  @Override
  public void add(Metric metric, double value) {
    if (current.isBound() && Double.isFinite(value)) {
      current.get().add(metric, value);
    }
  }

  @Override
  public void note(String property, String value) {
    if (current.isBound()) {
      current.get().note(property, value);
    }
  }
}
