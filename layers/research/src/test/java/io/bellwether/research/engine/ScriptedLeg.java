package io.bellwether.research.engine;

import io.bellwether.strategy.Direction;
import io.bellwether.strategy.Entry;
import io.bellwether.strategy.ExitReason;
import io.bellwether.strategy.Leg;
import io.bellwether.strategy.Rules;
import io.bellwether.strategy.SeriesSet;
import io.bellwether.strategy.Sizing;
import io.bellwether.strategy.StopLoss;
import io.bellwether.strategy.TakeProfit;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * A leg that does what a script says, bar by bar, and gives up a position whose close is far from
 * its entry price.
 */
record ScriptedLeg(
    String symbol,
    double[] close,
    boolean[] enters,
    boolean[] exits,
    boolean[] isShort,
    Sizing[] sizes,
    double farthest,
    Optional<StopLoss> stopLoss,
    Optional<TakeProfit> takeProfit,
    boolean reverses,
    boolean reentryAfterReset)
    implements Leg {

  /** Rules of such legs. */
  record Script(SeriesSet series, int firstDecision, List<Leg> legs) implements Rules {}

  /**
   * A script at random; whole stretches of entries, so that positions follow each other closely.
   */
  static ScriptedLeg random(
      String symbol, SeriesSet series, RandomGenerator random, Scenario.Kinds kinds) {
    int size = series.size();
    boolean[] enters = new boolean[size];
    boolean[] exits = new boolean[size];
    boolean[] isShort = new boolean[size];
    Sizing[] sizes = new Sizing[size];
    double entering = random.nextDouble(0.02, 0.8);
    double exiting = random.nextDouble(0, 0.3);
    boolean flips = kinds.shorts() && random.nextBoolean();
    for (int t = 0; t < size; t++) {
      enters[t] = random.nextDouble() < entering;
      exits[t] = random.nextDouble() < exiting;
      isShort[t] = flips && random.nextBoolean();
      sizes[t] = size(random, kinds);
    }
    return new ScriptedLeg(
        symbol,
        series.of(symbol).close(),
        enters,
        exits,
        isShort,
        sizes,
        random.nextBoolean() ? random.nextDouble(0.01, 0.2) : 10,
        maybe(random, kinds.resting()).map(x -> new StopLoss(0.0005 + x * 0.1)),
        maybe(random, kinds.resting()).map(x -> new TakeProfit(0.0005 + x * 0.1)),
        kinds.shorts() && random.nextBoolean(),
        random.nextBoolean());
  }

  private static Optional<Double> maybe(RandomGenerator random, boolean wanted) {
    double x = random.nextDouble();
    return wanted && random.nextInt(3) > 0 ? Optional.of(x * x) : Optional.empty();
  }

  private static Sizing size(RandomGenerator random, Scenario.Kinds kinds) {
    double weight = random.nextDouble(0.05, kinds.mostWeight());
    return switch (random.nextInt(4)) {
      case 0 -> new Sizing.WeightOfBuyingPower(weight);
      case 1 -> new Sizing.RiskOfEquity(0.02, random.nextDouble(0.1, 5), weight);
      case 2 -> new Sizing.FixedMargin(random.nextDouble(1, kinds.mostMargin()), 1);
      default -> new Sizing.WeightOfEquity(weight);
    };
  }

  /** The same with one size for every entry. */
  ScriptedLeg sized(Sizing size) {
    Sizing[] all = new Sizing[sizes.length];
    Arrays.fill(all, size);
    return new ScriptedLeg(
        symbol,
        close,
        enters,
        exits,
        isShort,
        all,
        farthest,
        stopLoss,
        takeProfit,
        reverses,
        reentryAfterReset);
  }

  /** Says so only at times: what runs quicker has to run the same either way. */
  @Override
  public boolean longOnly() {
    for (boolean sells : isShort) {
      if (sells) {
        return false;
      }
    }
    return (Double.doubleToLongBits(farthest) & 1) == 0;
  }

  @Override
  public Direction direction(int t) {
    return isShort[t] ? Direction.SHORT : Direction.LONG;
  }

  @Override
  public int nextEntry(int from, int to) {
    int t = from;
    while (t < to && !enters[t]) {
      t++;
    }
    return t;
  }

  @Override
  public int nextExit(int from, int to, Entry held) {
    int t = from;
    while (t < to && !exits[t] && !isFar(t, held)) {
      t++;
    }
    return t;
  }

  private boolean isFar(int t, Entry held) {
    return Math.abs(close[t] - held.price()) > farthest * held.price();
  }

  @Override
  public ExitReason exitReason(int t, Entry held) {
    return isFar(t, held) ? ExitReason.STOP : ExitReason.RULE;
  }

  @Override
  public Sizing sizing(int t) {
    return sizes[t];
  }

  @Override
  public String explain(int t) {
    return "as the script says";
  }
}
