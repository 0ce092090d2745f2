package io.bellwether.workbench.scenario.memory;

import io.bellwether.trading.signal.Signal;
import java.util.List;

/** The life of an account: in, over to another symbol with the proceeds, and out. */
final class Lives {
  private Lives() {}

  /** The whole life; what it left at the exchange. */
  static List<String> whole(Venture venture) {
    venture.to("09:40");
    play(venture, venture.signal(Venture.hold(Venture.OTHER, 0.9)));
    venture.to("09:50");
    play(venture, venture.signal(Venture.flat(Venture.OTHER), Venture.hold(Venture.MAIN, 0.9)));
    venture.to("10:00");
    play(venture, venture.signal(Venture.flat(Venture.MAIN)));
    return venture.exchange().orders().stream()
        .map(
            order ->
                "%s %s %s %s %s %s"
                    .formatted(
                        order.side(),
                        order.quantity().orElseThrow(),
                        order.symbol(),
                        order.type(),
                        order.status(),
                        order.filledQuantity()))
        .toList();
  }

  /** A signal is delivered until it is taken; then nothing but the schedule is left. */
  static void play(Venture venture, Signal signal) {
    boolean taken = venture.deliver(signal);
    for (int minute = 0; minute < 4; minute++) {
      Agreement.always(venture);
      if (!taken) {
        taken = venture.deliver(signal);
      }
      venture.minutes(1);
    }
    Agreement.settled(venture);
  }
}
