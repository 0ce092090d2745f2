package io.bellwether.workbench.simulate;

/**
 * What was simulated, in numbers that add up.
 *
 * @param seeds runs
 * @param days simulated days, of all runs together
 * @param invocations of functions
 * @param steps calls to a port: broker, store, queue, bus, feed, waiting
 * @param faults injected
 * @param orders the exchange accepted
 * @param fills of these
 * @param hash tells two simulations apart: the sum, modulo 2^64, of the event hashes of all runs,
 *     each mixed with its seed; in whatever order they were run
 */
public record Figures(
    long seeds,
    long days,
    long invocations,
    long steps,
    long faults,
    long orders,
    long fills,
    long hash) {
  static final Figures NONE = new Figures(0, 0, 0, 0, 0, 0, 0, 0);

  /** Both together. */
  public Figures plus(Figures other) {
    return new Figures(
        seeds + other.seeds,
        days + other.days,
        invocations + other.invocations,
        steps + other.steps,
        faults + other.faults,
        orders + other.orders,
        fills + other.fills,
        hash + other.hash);
  }

  /** The hash as 16 hexadecimal digits. */
  public String hashText() {
    return String.format("%016x", hash);
  }
}
