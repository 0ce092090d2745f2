package io.bellwether.analyst.drift;

import io.bellwether.strategy.Direction;
import io.bellwether.strategy.Entry;
import io.bellwether.strategy.ExitReason;
import io.bellwether.strategy.Leg;
import io.bellwether.strategy.Rules;
import io.bellwether.strategy.SeriesSet;
import io.bellwether.strategy.Sizing;
import io.bellwether.strategy.StopLoss;
import io.bellwether.strategy.TakeProfit;
import io.bellwether.strategy.UnwindLeg;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * The rules of a strategy whose version changes from one bar to the next, as one. Each decision is
 * that of the version in force at its bar. What rests beside a position does not change with the
 * version while it is held; here it is that of the first version throughout.
 *
 * @param series the series that all versions are bound to
 * @param stretches in order; the first begins at the first bar that is decided on, or before it
 */
record VersionedRules(SeriesSet series, List<Stretch> stretches, List<Leg> legs) implements Rules {
  /** The rules in force from a bar on. */
  record Stretch(int from, Rules rules) {}

  /** The rules of one or more versions. */
  static VersionedRules of(SeriesSet series, List<Stretch> stretches) {
    Set<String> symbols = new LinkedHashSet<>();
    for (Stretch stretch : stretches) {
      stretch.rules().legs().forEach(leg -> symbols.add(leg.symbol()));
    }
    List<Leg> legs = new ArrayList<>();
    for (String symbol : symbols) {
      legs.add(new StitchedLeg(symbol, List.copyOf(stretches)));
    }
    return new VersionedRules(series, List.copyOf(stretches), List.copyOf(legs));
  }

  @Override
  public int firstDecision() {
    return stretches.getFirst().rules().firstDecision();
  }

  /** The rules in force at a bar. */
  Rules at(int t) {
    Rules found = stretches.getFirst().rules();
    for (Stretch stretch : stretches) {
      found = stretch.from() <= t ? stretch.rules() : found;
    }
    return found;
  }

  /** The rules of one symbol, each stretch by its own version. */
  private record StitchedLeg(String symbol, List<Stretch> stretches) implements Leg {
    private Optional<Leg> own(Rules rules) {
      return rules.legs().stream().filter(leg -> leg.symbol().equals(symbol)).findFirst();
    }

    /** A version that does not trade the symbol leaves what one before it has entered. */
    private Leg of(Rules rules) {
      return own(rules).orElseGet(() -> new UnwindLeg(symbol));
    }

    private Leg at(int t) {
      Rules found = stretches.getFirst().rules();
      for (Stretch stretch : stretches) {
        found = stretch.from() <= t ? stretch.rules() : found;
      }
      return of(found);
    }

    private Optional<Leg> first() {
      return stretches.stream().flatMap(stretch -> own(stretch.rules()).stream()).findFirst();
    }

    /** Asks each version about its own bars. */
    private interface Scan {
      int next(Leg leg, int from, int to);
    }

    private int scan(int from, int to, boolean defined, Scan scan) {
      for (int i = 0; i < stretches.size(); i++) {
        Rules rules = stretches.get(i).rules();
        int begin = i == 0 ? 0 : stretches.get(i).from();
        int end = i + 1 < stretches.size() ? stretches.get(i + 1).from() : Integer.MAX_VALUE;
        int low = Math.max(from, defined ? Math.max(begin, rules.firstDecision()) : begin);
        int high = Math.min(to, end);
        if (low < high) {
          int found = scan.next(of(rules), low, high);
          if (found < high) {
            return found;
          }
        }
      }
      return to;
    }

    @Override
    public int nextEntry(int from, int to) {
      return scan(from, to, true, Leg::nextEntry);
    }

    @Override
    public int nextExit(int from, int to, Entry held) {
      return scan(from, to, false, (leg, low, high) -> leg.nextExit(low, high, held));
    }

    @Override
    public Direction direction(int t) {
      return at(t).direction(t);
    }

    @Override
    public ExitReason exitReason(int t, Entry held) {
      return at(t).exitReason(t, held);
    }

    @Override
    public Sizing sizing(int t) {
      return at(t).sizing(t);
    }

    @Override
    public OptionalDouble stopLevel(int t, Entry held) {
      return at(t).stopLevel(t, held);
    }

    @Override
    public Optional<StopLoss> stopLoss() {
      return first().flatMap(Leg::stopLoss);
    }

    @Override
    public Optional<TakeProfit> takeProfit() {
      return first().flatMap(Leg::takeProfit);
    }

    @Override
    public boolean concentrate() {
      return first().filter(Leg::concentrate).isPresent();
    }

    @Override
    public boolean reentryAfterReset() {
      return first().filter(Leg::reentryAfterReset).isPresent();
    }

    @Override
    public boolean reverses() {
      return first().filter(Leg::reverses).isPresent();
    }

    @Override
    public String explain(int t) {
      return at(t).explain(t);
    }
  }
}
