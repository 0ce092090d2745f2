package io.bellwether.workbench.simulate;

import io.bellwether.market.Bars;
import io.bellwether.market.Provenance;
import io.bellwether.market.Timeframe;
import io.bellwether.market.feed.BarFeed;
import io.bellwether.market.feed.BarRequest;
import io.bellwether.market.feed.FeedException;
import io.bellwether.market.time.Deadline;
import java.time.InstantSource;
import java.util.Optional;

/** A feed of the simulated market, which may be down, behind, or lack a bar. */
final class SimulatedFeed implements BarFeed {
  /** How far back a missing bar may lie. */
  private static final int RECENT = 20;

  private final String name;
  private final Market market;
  private final InstantSource clock;
  private final Processes processes;

  SimulatedFeed(String name, Market market, InstantSource clock, Processes processes) {
    this.name = name;
    this.market = market;
    this.clock = clock;
    this.processes = processes;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Timeframe sourceTimeframe(Timeframe target) {
    return Market.TIMEFRAME;
  }

  @Override
  public Bars fetch(BarRequest request, Deadline deadline) throws FeedException {
    Optional<FaultKind> fault = processes.enter(Step.FETCH_BARS);
    if (fault.equals(Optional.of(FaultKind.FEED_DOWN))) {
      throw new FeedException(FeedException.Kind.UNAVAILABLE, name + " is down");
    }
    Bars bars =
        market.shown(
            request.symbol(),
            request.from(),
            request.to(),
            clock.instant(),
            new Provenance(name, request.basis()));
    Bars answer = bars;
    if (fault.equals(Optional.of(FaultKind.FEED_STALE))) {
      answer = bars.prefix(Math.max(0, bars.size() - 3));
    } else if (fault.equals(Optional.of(FaultKind.FEED_GAP))) {
      answer = without(bars, processes.details().below(0, RECENT));
    }
    processes.leave(fault);
    return answer;
  }

  private static Bars without(Bars bars, int fromEnd) {
    Bars.Builder kept = Bars.builder(bars.symbol(), bars.timeframe(), bars.provenance());
    for (int i = 0; i < bars.size(); i++) {
      if (i != bars.size() - 1 - fromEnd) {
        kept.add(bars, i);
      }
    }
    return kept.build();
  }
}
