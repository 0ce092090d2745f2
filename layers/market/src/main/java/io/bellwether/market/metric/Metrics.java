package io.bellwether.market.metric;

/**
 * Takes measurements of the current invocation. It never throws and never waits: measuring must not
 * stand in the way of what is measured.
 */
public interface Metrics {
  /** Takes nothing. */
  Metrics NONE =
      new Metrics() {
        @Override
        public void add(Metric metric, double value) {
          // Nobody asked.
        }

        @Override
        public void note(String property, String value) {
          // Nobody asked.
        }
      };

  /** Adds one value. */
  void add(Metric metric, double value);

  /** Adds 1 for true and 0 for false. */
  default void add(Metric metric, boolean yes) {
    add(metric, yes ? 1 : 0);
  }

  /**
   * Notes a property of the invocation, such as its outcome: to be searched for, not counted. Of
   * several values of one property all different ones are kept.
   */
  void note(String property, String value);
}
