package io.bellwether.research.proof;

import io.bellwether.strategy.indicator.Columns;
import io.bellwether.strategy.indicator.Indicator;
import io.bellwether.strategy.indicator.Source;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;

/** Indicators that look ahead, each in a way that has been seen in the wild. */
final class CheatingColumns {
  private CheatingColumns() {}

  /** The mean of bars on both sides: pandas' {@code rolling(center=True)}. */
  record CentredMean(int reach) implements Indicator {
    @Override
    public double[] compute(Columns columns) {
      double[] close = columns.get(Source.CLOSE);
      double[] mean = new double[close.length];
      for (int i = 0; i < mean.length; i++) {
        int from = Math.max(0, i - reach);
        int to = Math.min(close.length, i + reach + 1);
        mean[i] = Arrays.stream(close, from, to).average().orElseThrow();
      }
      return mean;
    }
  }

  /** The close some bars later: {@code shift(-n)}. */
  record Shifted(int bars) implements Indicator {
    @Override
    public double[] compute(Columns columns) {
      double[] close = columns.get(Source.CLOSE);
      double[] shifted = new double[close.length];
      for (int i = 0; i < shifted.length; i++) {
        shifted[i] = i + bars < close.length ? close[i + bars] : Double.NaN;
      }
      return shifted;
    }
  }

  /** The close in standard deviations of the whole sample. */
  record ZScore() implements Indicator {
    @Override
    public double[] compute(Columns columns) {
      double[] close = columns.get(Source.CLOSE);
      double mean = Arrays.stream(close).average().orElse(0);
      double variance = Arrays.stream(close).map(c -> (c - mean) * (c - mean)).average().orElse(1);
      return Arrays.stream(close).map(c -> (c - mean) / Math.sqrt(variance)).toArray();
    }
  }

  /** The close between the lowest and the highest of the whole sample. */
  record MinMax() implements Indicator {
    @Override
    public double[] compute(Columns columns) {
      double[] close = columns.get(Source.CLOSE);
      double low = Arrays.stream(close).min().orElse(0);
      double high = Arrays.stream(close).max().orElse(1);
      return Arrays.stream(close).map(c -> (c - low) / (high - low)).toArray();
    }
  }

  /** The close of the day at every bar of the day: a longer bar before it is over. */
  record CloseOfTheDay() implements Indicator {
    @Override
    public double[] compute(Columns columns) {
      double[] close = columns.get(Source.CLOSE);
      double[] ofDay = close.clone();
      for (int i = close.length - 2; i >= 0; i--) {
        ofDay[i] =
            day(columns.bars().start(i)).equals(day(columns.bars().start(i + 1)))
                ? ofDay[i + 1]
                : close[i];
      }
      return ofDay;
    }

    private static LocalDate day(Instant start) {
      return start.atZone(ZoneOffset.UTC).toLocalDate();
    }
  }

  /** The last turning point, marked where it was and not where it became known: it repaints. */
  record ZigZag(double reversal) implements Indicator {
    @Override
    public double[] compute(Columns columns) {
      double[] close = columns.get(Source.CLOSE);
      double[] pivot = new double[close.length];
      Arrays.fill(pivot, Double.NaN);
      int extreme = 0;
      boolean up = true;
      for (int i = 1; i < close.length; i++) {
        double best = close[extreme];
        if (up ? close[i] >= best : close[i] <= best) {
          extreme = i;
        } else if (Math.abs(close[i] / best - 1) >= reversal) {
          pivot[extreme] = best;
          extreme = i;
          up = !up;
        }
      }
      return pivot;
    }
  }

  /** The highest close of a window that ends one bar too late. */
  record OffByOneHighest(int period) implements Indicator {
    @Override
    public double[] compute(Columns columns) {
      double[] close = columns.get(Source.CLOSE);
      double[] highest = new double[close.length];
      for (int i = 0; i < highest.length; i++) {
        int from = Math.max(0, i - period + 2);
        highest[i] = Arrays.stream(close, from, Math.min(close.length, i + 2)).max().orElseThrow();
      }
      return highest;
    }
  }

  /** The close, but at the end of the series: there it is the open. */
  record OtherAtTheEnd() implements Indicator {
    @Override
    public double[] compute(Columns columns) {
      double[] close = columns.get(Source.CLOSE).clone();
      if (close.length > 0) {
        close[close.length - 1] = columns.get(Source.OPEN)[close.length - 1];
      }
      return close;
    }
  }

  /** Whether a bar is the last before a break: told by the bar after it. */
  record LastBeforeBreak() implements Indicator {
    @Override
    public double[] compute(Columns columns) {
      long[] start = columns.bars().startMillis();
      double[] last = columns.get(Source.CLOSE).clone();
      for (int i = 0; i + 1 < last.length; i++) {
        boolean followed = start[i + 1] - start[i] <= Duration.ofHours(1).toMillis();
        last[i] = followed ? last[i] : 0;
      }
      return last;
    }
  }

  /** The close, unless the next open is half of it or less: no sample need have such a bar. */
  record CrashAhead() implements Indicator {
    @Override
    public double[] compute(Columns columns) {
      double[] open = columns.get(Source.OPEN);
      double[] close = columns.get(Source.CLOSE).clone();
      for (int i = 0; i + 1 < close.length; i++) {
        close[i] = open[i + 1] < close[i] / 2 ? 0 : close[i];
      }
      return close;
    }
  }

  /** A column behind the end of the series, in arrays that are longer than it: the next open. */
  record BehindTheEnd() implements Indicator {
    @Override
    public double[] compute(Columns columns) {
      double[] open = columns.bars().open();
      double[] next = new double[columns.bars().size()];
      for (int i = 0; i < next.length; i++) {
        next[i] = i + 1 < open.length ? open[i + 1] : 0;
      }
      return next;
    }
  }

  /** An average of an honest sort of a column that is not. */
  record MeanOf(Indicator source, int period) implements Indicator {
    @Override
    public double[] compute(Columns columns) {
      double[] values = columns.get(source);
      double[] mean = new double[values.length];
      for (int i = 0; i < mean.length; i++) {
        int from = Math.max(0, i - period + 1);
        mean[i] = Arrays.stream(values, from, i + 1).average().orElseThrow();
      }
      return mean;
    }
  }
}
