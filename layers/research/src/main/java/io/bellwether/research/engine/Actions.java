package io.bellwether.research.engine;

import io.bellwether.market.Bars;
import io.bellwether.market.CorporateActions;
import io.bellwether.market.CorporateActions.Dividend;
import io.bellwether.market.CorporateActions.Split;
import io.bellwether.market.PriceBasis;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The splits and dividends of one traded series, each at the first decision bar of its ex-date or
 * later. Those before the first bar or after the last do not matter.
 *
 * @param events in order of bars
 * @param splits whether a split may be among them; without one no entry has to look
 */
record Actions(List<Event> events, boolean splits) {
  static final Actions NONE = new Actions(List.of(), false);

  /**
   * What happens before the open of a bar.
   *
   * @param bar the decision bar
   * @param split new shares per old one; 1 if there is no split
   * @param dividend per share held after that split
   */
  record Event(int bar, double split, double dividend) {}

  /**
   * The actions that prices of a basis do not contain: splits and dividends as paid on raw bars,
   * dividends alone on split-adjusted ones, none on those adjusted for both.
   *
   * @param day the date of each decision bar
   */
  static Actions of(Bars traded, CorporateActions actions, int[] day) {
    PriceBasis basis = traded.provenance().basis();
    List<Event> events = new ArrayList<>();
    if (basis == PriceBasis.RAW) {
      for (Split split : actions.splits(traded.symbol())) {
        int bar = barOf(split.exDate().toEpochDay(), day);
        if (bar > 0 && bar < day.length) {
          events.add(new Event(bar, split.newSharesPerOld(), 0));
        }
      }
    }
    if (basis == PriceBasis.RAW || basis == PriceBasis.SPLIT) {
      for (Dividend dividend : actions.dividends(traded.symbol())) {
        int bar = barOf(dividend.exDate().toEpochDay(), day);
        if (bar > 0 && bar < day.length) {
          double amount =
              basis == PriceBasis.RAW ? dividend.amountAsPaid() : dividend.amountSplitBasis();
          events.add(new Event(bar, 1, amount));
        }
      }
    }
    // A split comes before a dividend of the same day: amounts count new shares.
    events.sort(Comparator.comparingInt(Event::bar).thenComparingDouble(Event::dividend));
    return new Actions(List.copyOf(events), basis == PriceBasis.RAW);
  }

  private static int barOf(long epochDay, int[] day) {
    int low = 0;
    int high = day.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (day[middle] < epochDay) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** The bar of the first split after a bar; {@link Integer#MAX_VALUE} if there is none. */
  int nextSplit(int bar) {
    if (!splits) {
      return Integer.MAX_VALUE;
    }
    for (Event event : events) {
      if (event.bar > bar && event.split != 1) {
        return event.bar;
      }
    }
    return Integer.MAX_VALUE;
  }

  /** The bar of the first event after a bar; {@link Integer#MAX_VALUE} if there is none. */
  int next(int bar) {
    for (Event event : events) {
      if (event.bar > bar) {
        return event.bar;
      }
    }
    return Integer.MAX_VALUE;
  }

  /** How many shares at the open of a bar one share at the close of the bar before is. */
  double ratioAt(int bar) {
    if (!splits) {
      return 1;
    }
    double ratio = 1;
    for (Event event : events) {
      if (event.bar == bar) {
        ratio *= event.split;
      }
    }
    return ratio;
  }
}
