package io.bellwether.research.proof;

import io.bellwether.market.Bars;
import io.bellwether.market.PriceBasis;
import io.bellwether.market.Provenance;
import io.bellwether.market.Timeframe;
import io.bellwether.market.calendar.BarGrid;
import io.bellwether.market.calendar.Session;
import io.bellwether.market.calendar.TradingCalendar;
import io.bellwether.strategy.Strategy;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/**
 * Shows, on given and on made-up bars, that a strategy does not see the future: with the bars up to
 * some bar it has the same columns and decides the same as with any bars after it; asked bar by bar
 * it does what the backtest does; and what the backtest did is not changed by what comes.
 *
 * <p>It is a proof by trying, on the bars that were tried: the result says which.
 */
public final class LookAheadProof {
  /** Bars of each made-up series beyond what three first decisions need. */
  private static final int RANDOM_BARS = 200;

  private static final Timeframe FINER = new Timeframe(5);
  private static final LocalDate FINER_FROM = LocalDate.of(2023, 1, 3);
  private static final int FORMING_INSTANTS = 120;

  /** Some years of five-minute bars; a strategy that needs more shows nothing new on them. */
  private static final int MOST_FINER_BARS = 60_000;

  private final Strategy strategy;
  private final Supplier<Strategy> fresh;
  private final ProofSettings settings;
  private final TradingCalendar calendar;
  private final ProofListener listener;

  /**
   * A proof with one object for all pasts.
   *
   * @param calendar the sessions that the strategy's bars are built in
   */
  public LookAheadProof(
      Strategy strategy, ProofSettings settings, TradingCalendar calendar, ProofListener listener) {
    this(() -> strategy, settings, calendar, listener);
  }

  /**
   * A proof with a strategy of its own for each past, which finds out objects that keep what they
   * saw of later bars. What is kept in statics stays hidden.
   *
   * @param fresh makes the same strategy anew
   * @param calendar the sessions that the strategy's bars are built in
   */
  public LookAheadProof(
      Supplier<Strategy> fresh,
      ProofSettings settings,
      TradingCalendar calendar,
      ProofListener listener) {
    this.fresh = fresh;
    this.strategy = fresh.get();
    this.settings = settings;
    this.calendar = calendar;
    this.listener = listener;
  }

  /** Made-up series for a strategy: the shapes in turn, each with a seed of its own. */
  public static List<ProofSeries> randomSeries(Strategy strategy, int count, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    RandomShape[] shapes = RandomShape.values();
    int size = 3 * (strategy.warmUpBars() + 1) + RANDOM_BARS;
    List<ProofSeries> series = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      long own = random.nextLong(1_000_000);
      series.add(
          RandomSeries.of(
              shapes[i % shapes.length], strategy.symbols(), strategy.timeframe(), size, own));
    }
    return series;
  }

  /**
   * Proves or disproves.
   *
   * @param series bars of the strategy's timeframe
   * @param finer bars that such bars are built of in the calendar's sessions; may be empty, made-up
   *     ones are used beside them
   */
  public ProofResult run(List<ProofSeries> series, List<ProofSeries> finer) {
    List<Coverage> coverage = new ArrayList<>();
    List<Finding> findings = new ArrayList<>();
    for (int i = 0; i < series.size() && findings.isEmpty(); i++) {
      listener.progress(series.get(i).name(), i, series.size());
      SeriesProof proof = new SeriesProof(fresh, series.get(i), settings, listener);
      findings.addAll(proof.check());
      coverage.add(proof.coverage());
    }
    List<ProofSeries> forming = new ArrayList<>(finer);
    madeUpFiner().ifPresent(forming::add);
    for (int i = 0; i < forming.size() && findings.isEmpty(); i++) {
      findings.addAll(checkForming(forming.get(i), coverage));
    }
    Optional<WarmUp> warmUp = findings.isEmpty() ? measure(series) : Optional.empty();
    return new ProofResult(coverage, columns(series), findings, warmUp);
  }

  /** On the first series, the bars given if there are any, unless it is too short to tell much. */
  private Optional<WarmUp> measure(List<ProofSeries> series) {
    listener.progress("history", 0, 1);
    int needed = 2 * WarmUp.tried(strategy);
    boolean given = !series.isEmpty() && series.getFirst().size() >= needed;
    return WarmUp.measure(
        strategy,
        given
            ? series.getFirst()
            : RandomSeries.of(
                RandomShape.RANDOM_WALK,
                strategy.symbols(),
                strategy.timeframe(),
                needed,
                settings.seed()));
  }

  private List<String> columns(List<ProofSeries> series) {
    if (series.isEmpty() || series.getFirst().size() == 0) {
      return List.of();
    }
    try {
      Trial trial = Trial.of(strategy, series.getFirst().bars());
      return trial.columns().stream().map(Trial.ColumnOf::words).toList();
    } catch (RuntimeException e) {
      // A strategy that fails here has been found out already.
      return List.of();
    }
  }

  private List<Finding> checkForming(ProofSeries finer, List<Coverage> coverage) {
    listener.progress("forming bars", 0, 1);
    int size = finer.size();
    int kept = Math.min(size, finerBarsNeeded(finer.bars().getFirst().timeframe()));
    FormingBarProof proof =
        new FormingBarProof(
            strategy,
            finer.name(),
            Cut.of(finer.bars(), size - kept, size),
            calendar,
            FormingBarProof.View.LIVE);
    List<Finding> found = proof.check(FORMING_INSTANTS, new SplittableRandom(settings.seed()));
    coverage.add(
        new Coverage(finer.name(), kept, 0, 0, 0, 0, 0, 0, Math.min(FORMING_INSTANTS, kept)));
    return found;
  }

  /** Enough sessions for a first decision, and the instants looked at. */
  private int finerBarsNeeded(Timeframe finer) {
    int perBar =
        strategy.timeframe().isDaily()
            ? 390 / finer.minutes()
            : strategy.timeframe().minutes() / finer.minutes();
    return (strategy.warmUpBars() + 10) * perBar + 2 * FORMING_INSTANTS;
  }

  /** Five-minute bars of whole sessions, if the strategy's bars can be built of them. */
  private Optional<ProofSeries> madeUpFiner() {
    Timeframe target = strategy.timeframe();
    boolean built =
        target.isDaily()
            || (target.minutes() > FINER.minutes() && target.minutes() % FINER.minutes() == 0);
    int needed = finerBarsNeeded(FINER);
    if (!built || needed > MOST_FINER_BARS) {
      return Optional.empty();
    }
    BarGrid grid = new BarGrid(calendar, FINER);
    List<Instant> starts = new ArrayList<>();
    for (LocalDate date = FINER_FROM; starts.size() < needed; date = date.plusDays(1)) {
      for (Session session : calendar.session(date).stream().toList()) {
        starts.addAll(grid.starts(session));
      }
    }
    SplittableRandom random = new SplittableRandom(settings.seed());
    List<Bars> bars =
        strategy.symbols().stream().map(symbol -> walk(symbol, starts, random)).toList();
    return Optional.of(new ProofSeries("made-up " + FINER + " bars", bars));
  }

  private static Bars walk(String symbol, List<Instant> starts, SplittableRandom random) {
    Bars.Builder builder = Bars.builder(symbol, FINER, new Provenance("made up", PriceBasis.RAW));
    double close = 100;
    for (Instant start : starts) {
      double open = close;
      close = open * Math.exp(0.002 * random.nextGaussian());
      double high = Math.max(open, close) * 1.0005;
      double low = Math.min(open, close) * 0.9995;
      builder.add(start.toEpochMilli(), open, high, low, close, random.nextInt(1_000_000));
    }
    return builder.build();
  }
}
