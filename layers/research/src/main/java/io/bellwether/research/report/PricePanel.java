package io.bellwether.research.report;

import io.bellwether.market.Bars;
import io.bellwether.research.document.Canvas;
import io.bellwether.research.document.Markup;
import io.bellwether.trading.ledger.Trade;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;

/** Price with entries and exits, the indicators over it, and what was held when. */
final class PricePanel {
  /** The height of the row of a symbol that was held. */
  static final double HELD_ROW = 12;

  private static final double HELD_BAR = 9;
  private static final int MAX_HELD = 3;

  /** Below this width of a bar in pixels, candles would be hairs: the closes are a line. */
  private static final double CANDLE_WIDTH = 4.5;

  private static final List<String> OVERLAY_STYLES =
      List.of("bw-second", "bw-third", "bw-fourth", "bw-first");

  private final RunResult run;
  private final Bars bars;
  private final TimeAxis time;
  private final List<IndicatorPanel> overlays;
  private final TradeMarkers markers;

  /**
   * A panel of some of a run's bars.
   *
   * @param bars a part of the run's bars
   * @param overlays indicators with a value for each of these bars
   */
  PricePanel(
      RunResult run,
      Bars bars,
      TimeAxis time,
      List<IndicatorPanel> overlays,
      TradeMarkers markers) {
    this.run = run;
    this.bars = bars;
    this.time = time;
    this.overlays = overlays;
    this.markers = markers;
  }

  /** The symbols whose holding is shown. */
  static List<String> heldSymbols(RunResult run) {
    return run.symbols().subList(0, Math.min(MAX_HELD, run.symbols().size()));
  }

  void draw(Canvas canvas, Panel panel, int legendLines) {
    boolean candles = time.barWidth() >= CANDLE_WIDTH;
    double[] range = range(candles);
    ValueAxis price =
        ValueAxis.of(range[0], range[1], panel.top(), panel.bottom() - markers.rowsHeight());
    panel.values(price, "");
    if (candles) {
      Candles.draw(canvas, bars, time, price);
    } else {
      IntToDoubleFunction y = t -> price.y(bars.close()[t]);
      canvas.path("bw-line bw-price", Polyline.of(bars.size(), time::x, y));
    }
    for (int i = 0; i < overlays.size(); i++) {
      double[] values = overlays.get(i).values();
      canvas.path("bw-line " + style(i), Polyline.ofDefined(values, time::x, price::y));
    }
    markers.draw(canvas, time, price);
    legend(panel, price, candles, legendLines);
  }

  private static String style(int overlay) {
    return OVERLAY_STYLES.get(overlay % OVERLAY_STYLES.size());
  }

  private double[] range(boolean candles) {
    double[] lows = candles ? bars.low() : bars.close();
    double[] highs = candles ? bars.high() : bars.close();
    double lowest = Double.POSITIVE_INFINITY;
    double highest = Double.NEGATIVE_INFINITY;
    for (int t = 0; t < bars.size(); t++) {
      lowest = Math.min(lowest, lows[t]);
      highest = Math.max(highest, highs[t]);
    }
    return markers.range(lowest, highest);
  }

  private void legend(Panel panel, ValueAxis price, boolean candles, int lines) {
    String scale = price.isLogarithmic() ? ", log scale" : "";
    String kind = candles ? "" : ", closes";
    panel.title(run.symbols().getFirst() + " price, " + run.currency() + kind + scale, lines);
    for (int i = 0; i < overlays.size(); i++) {
      panel.legendLine("bw-line " + style(i), overlays.get(i).name());
    }
    for (Map.Entry<TradeMarkers.Kind, Integer> entry : markers.counts().entrySet()) {
      panel.legendMark(entry.getKey(), entry.getKey().label + " (" + entry.getValue() + ")");
    }
  }

  /** One thin row per symbol shows when it was held. */
  void holdings(Canvas canvas, double top) {
    List<String> symbols = heldSymbols(run);
    for (int row = 0; row < symbols.size(); row++) {
      String symbol = symbols.get(row);
      double y = top + row * HELD_ROW;
      canvas.text("bw-tiny bw-end", time.left() - 8, y + HELD_BAR - 1, symbol + " held");
      canvas.rect("bw-track", time.left(), y, time.right() - time.left(), HELD_BAR);
      StringBuilder held = new StringBuilder();
      for (Trade trade : run.trades()) {
        if (trade.symbol().equals(symbol) && !trade.exitTime().isBefore(bars.start(0))) {
          hold(held, trade.entryTime(), time.x(trade.exitTime()), y);
        }
      }
      for (OpenPosition position : run.openPositions()) {
        if (position.symbol().equals(symbol)) {
          hold(held, position.entryTime(), time.right(), y);
        }
      }
      canvas.path(row == 0 ? "bw-held" : "bw-held-other", held);
    }
  }

  private void hold(StringBuilder path, Instant from, double to, double y) {
    double start = time.x(from);
    Markup.coordinate(path.append('M'), start).append(' ');
    Markup.coordinate(path, y).append('H');
    Markup.coordinate(path, Math.max(to, start + 1)).append('v');
    Markup.coordinate(path, HELD_BAR).append('H');
    Markup.coordinate(path, start).append('Z');
  }
}
