package io.bellwether.strategy;

import java.util.List;

/** A strategy bound to series. */
public interface Rules {
  SeriesSet series();

  /** The first bar at which every column in use is defined; {@code series().size()} if none. */
  int firstDecision();

  /** The legs in the order in which they are entered: main before hedge. */
  List<Leg> legs();
}
