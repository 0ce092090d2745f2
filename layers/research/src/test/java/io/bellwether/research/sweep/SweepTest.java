package io.bellwether.research.sweep;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bellwether.market.Bars;
import io.bellwether.market.Timeframe;
import io.bellwether.research.engine.Backtest;
import io.bellwether.research.engine.BacktestResult;
import io.bellwether.research.engine.BacktestSettings;
import io.bellwether.strategy.Strategy;
import io.bellwether.strategy.StrategyCatalog;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SweepTest {
  private static final long SEED = 7;
  private static final StrategyCatalog CATALOG = StrategyCatalog.standard();
  private static final Bars UP = SweepSamples.walk(SEED, "UP", 900, Timeframe.DAY);
  private static final Bars DOWN = SweepSamples.walk(SEED + 1, "DOWN", 900, Timeframe.DAY);
  private static final MarketSource SOURCE =
      SweepSamples.source(BacktestSettings.usEquities(10_000).withFirstBar(100), UP, DOWN);
  private static final Selection SELECTION = new Selection(Objective.SHARPE, 5, 4, 9, SEED);
  private static final SweepRequest REQUEST =
      SweepSamples.request(
          List.of("UP", "DOWN"),
          Timeframe.DAY,
          SELECTION,
          SweepSamples.space("rsi-period=2,3", "entry-rsi=10..40:10", "hedge=on,off"));

  private static LocalSweep sweep(int threads) {
    return new LocalSweep(CATALOG, threads, Long.MAX_VALUE);
  }

  @Test
  void everySetIsASingleRunToTheLastBit() {
    SweepResult result = sweep(2).run(REQUEST, SOURCE);
    assertEquals(16, result.trials().size());
    for (int i = 0; i < REQUEST.sets().size(); i++) {
      Strategy strategy = REQUEST.task().strategy(CATALOG, REQUEST.sets().get(i));
      Market market = SOURCE.of(strategy.symbols());
      BacktestResult single = Backtest.run(strategy, market.data(), market.settings());
      assertEquals(TrialMetrics.of(single), result.trials().get(i).metrics());
      double[] returns = TrialMetrics.dailyReturns(single);
      assertEquals(800, returns.length);
      result
          .returns(REQUEST.sets().get(i).index())
          .ifPresent(kept -> assertArrayEquals(returns, kept));
    }
    assertTrue(result.best().isPresent());
  }

  @Test
  void piecesInAnyOrderComeToTheBytesOfOneRun() {
    String whole = SweepJson.write(sweep(1).run(REQUEST, SOURCE));
    Random random = new Random(SEED);
    for (int size : new int[] {1, 3, 5, 16}) {
      List<SweepChunk> chunks = new ArrayList<>(REQUEST.split(size));
      Collections.shuffle(chunks, random);
      SweepResult merged = SweepResult.empty(SELECTION);
      for (SweepChunk chunk : chunks) {
        SweepChunk sent = SweepJson.readChunk(SweepJson.write(chunk));
        assertEquals(chunk, sent);
        SweepResult part = new SweepWorker(CATALOG, SOURCE, 0).run(sent);
        SweepResult received = SweepJson.readResult(SweepJson.write(part));
        merged = SweepResult.merge(SELECTION, List.of(received, merged));
      }
      assertEquals(whole, SweepJson.write(merged), "pieces of " + size);
    }
    assertEquals(whole, SweepJson.write(sweep(3).run(REQUEST, SOURCE)));
  }

  @Test
  void keepsNoMoreReturnsThanSaid() {
    SweepResult result = sweep(2).run(REQUEST, SOURCE);
    assertTrue(result.rows().size() <= SELECTION.kept(), () -> result.rows().size() + " rows");
    assertEquals(9, result.sample().size());
    for (Trial best : result.best(SELECTION.keepBest())) {
      assertTrue(result.returns(best.set()).isPresent());
    }
  }

  @Test
  void theSampleIsDrawnByTheSeed() {
    Selection other = new Selection(Objective.SHARPE, 5, 0, 4, SEED + 1);
    Selection same = new Selection(Objective.SHARPE, 5, 0, 4, SEED);
    List<Long> sets = new ArrayList<>();
    for (Selection selection : List.of(same, other)) {
      SweepRequest request =
          SweepSamples.request(
              List.of("UP"), Timeframe.DAY, selection, SweepSamples.space("entry-rsi=1..40:1"));
      SweepResult result = sweep(1).run(request, SOURCE);
      assertEquals(4, result.rows().size());
      result.rows().forEach(row -> sets.add(row.trial().set()));
    }
    assertTrue(!sets.subList(0, 4).equals(sets.subList(4, 8)), sets::toString);
  }

  @Test
  void tooFewTradesAreCountedAndNotChosen() {
    Selection strict = new Selection(Objective.SHARPE, 1_000_000, 4, 9, SEED);
    SweepRequest request =
        SweepSamples.request(
            List.of("UP"), Timeframe.DAY, strict, SweepSamples.space("entry-rsi=10..40:10"));
    SweepResult result = sweep(1).run(request, SOURCE);
    assertEquals(4, result.tooFewTrades());
    assertTrue(result.best().isEmpty());
  }

  @Test
  void resultsOfTwoSweepsDoNotMerge() {
    SweepResult other = SweepResult.empty(new Selection(Objective.CAGR, 5, 4, 9, SEED));
    assertThrows(
        IllegalArgumentException.class, () -> SweepResult.merge(SELECTION, List.of(other)));
    SweepResult part = new SweepWorker(CATALOG, SOURCE, 0).run(REQUEST.split(4).getFirst());
    assertThrows(
        IllegalArgumentException.class, () -> SweepResult.merge(SELECTION, List.of(part, part)));
  }

  @Test
  void stopsWhenCancelledAndKeepsWhatIsDone() {
    AtomicInteger done = new AtomicInteger();
    AtomicBoolean enough = new AtomicBoolean();
    SweepListener listener =
        (count, total) -> {
          done.set(count);
          enough.set(count >= 3);
        };
    SweepResult result = sweep(1).run(REQUEST, SOURCE, listener, enough::get);
    assertEquals(done.get(), result.trials().size());
    assertTrue(result.trials().size() >= 3 && result.trials().size() < 16);
  }

  @Test
  void aFailureInAThreadIsTheSweeps() {
    SweepRequest broken =
        new SweepRequest(REQUEST.task(), List.of(new ParameterSet(0, List.of("2", "500", "on"))));
    assertThrows(IllegalArgumentException.class, () -> sweep(2).run(broken, SOURCE));
  }

  @Test
  void setsThatShareIndicatorsRunTogether() {
    SweepRequest request =
        SweepSamples.request(
            List.of("UP"),
            Timeframe.DAY,
            SELECTION,
            SweepSamples.space("entry-rsi=10..40:10", "rsi-period=2,3"));
    int[] order = new WorkOrder(CATALOG, SOURCE).of(request);
    List<String> periods = new ArrayList<>();
    for (int set : order) {
      // The axes are in the strategy's order, so the period comes first.
      periods.add(request.sets().get(set).values().getFirst());
    }
    assertEquals(List.of("2", "2", "2", "2", "3", "3", "3", "3"), periods);
  }
}
