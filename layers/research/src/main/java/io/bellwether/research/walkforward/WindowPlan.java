package io.bellwether.research.walkforward;

import io.bellwether.research.engine.MarketData;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How history is cut into windows. Each test begins where the one before ended; training ends
 * before it.
 *
 * @param anchored whether training always begins at the first bar, or moves on with the test
 * @param train how long training is; anchored, how long the first one is
 * @param test how long a test is; the last one may be shorter
 * @param purgeBars the last bars of training that are not used: what was decided in them would be
 *     judged by bars of the test
 * @param embargoBars the first bars of each test that are not traded
 */
public record WindowPlan(boolean anchored, Span train, Span test, int purgeBars, int embargoBars) {
  public WindowPlan {
    if (purgeBars < 0 || embargoBars < 0) {
      throw new IllegalArgumentException(
          "purge and embargo must not be negative: " + purgeBars + " and " + embargoBars);
    }
  }

  /**
   * The windows of a market.
   *
   * @param firstBar the first bar that may be decided on
   * @throws IllegalArgumentException if the bars do not reach for a single window
   */
  public List<Window> windows(MarketData data, int firstBar) {
    int[] dayEnds = Arrays.stream(data.dayEnds()).filter(end -> end >= firstBar).toArray();
    List<LocalDate> days =
        Arrays.stream(dayEnds).mapToObj(end -> LocalDate.ofEpochDay(data.epochDay(end))).toList();
    List<Window> windows = new ArrayList<>();
    int trainDay = 0;
    int testDay = days.isEmpty() ? 0 : train.end(days, 0);
    while (testDay < days.size()) {
      int endDay = Math.min(days.size(), test.end(days, testDay));
      int trainBar = trainDay == 0 ? firstBar : dayEnds[trainDay - 1] + 1;
      int testBar = dayEnds[testDay - 1] + 1;
      int trainEnd = testBar - purgeBars;
      int tradeBar = testBar + embargoBars;
      if (trainEnd <= trainBar || tradeBar > dayEnds[endDay - 1]) {
        throw new IllegalArgumentException(
            "purge and embargo of %d and %d bars leave nothing of the window that is tested from %s"
                .formatted(purgeBars, embargoBars, days.get(testDay)));
      }
      windows.add(
          new Window(
              windows.size() + 1,
              days.get(trainDay),
              LocalDate.ofEpochDay(data.epochDay(trainEnd - 1)),
              LocalDate.ofEpochDay(data.epochDay(tradeBar)),
              days.get(endDay - 1),
              start(data, trainBar),
              start(data, trainEnd),
              start(data, tradeBar),
              start(data, dayEnds[endDay - 1] + 1)));
      if (!anchored) {
        trainDay = firstOfNext(days, trainDay);
      }
      testDay = endDay;
    }
    if (windows.isEmpty()) {
      throw new IllegalArgumentException(
          "%d sessions do not reach for training of %s and a test after it"
              .formatted(days.size(), train));
    }
    return windows;
  }

  private int firstOfNext(List<LocalDate> days, int trainDay) {
    return Math.min(days.size() - 1, test.end(days, trainDay));
  }

  /** The start of a bar; of the one behind the last, an instant after the last bar's start. */
  private static Instant start(MarketData data, int bar) {
    return bar < data.size()
        ? data.series().main().start(bar)
        : data.series().main().lastStart().plusMillis(1);
  }
}
