package io.bellwether.research.report;

import io.bellwether.market.Bars;
import io.bellwether.research.metrics.Benchmark;
import io.bellwether.research.metrics.EquityCurve;
import io.bellwether.research.metrics.Metric;
import io.bellwether.trading.ledger.Trade;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;

/**
 * The picture of a run: price with entries and exits, what was held when, and equity with its
 * drawdowns, 1200 by 800, as one SVG that needs nothing else. Fonts are the reader's: no text is
 * measured, so it is drawn the same on a machine without any. Colours are those of Okabe and Ito,
 * which colour-blind readers can tell apart; dark displays get a dark picture.
 */
public final class SvgChart {
  static final int WIDTH = 1200;
  static final int HEIGHT = 800;

  private static final double LEFT = 84;
  private static final double RIGHT = WIDTH - 28;
  private static final double PRICE_TOP = 112;
  private static final double PRICE_BOTTOM = 468;
  private static final double HELD_ROW = 9;
  private static final double EQUITY_TOP = 544;
  private static final double EQUITY_BOTTOM = 740;

  /** Below this width of a bar in pixels, candles would be hairs: the closes are a line. */
  private static final double CANDLE_WIDTH = 6;

  /** About the width of a character, for the spacing of legends only. */
  private static final double CHARACTER = 6.7;

  private final TearSheet sheet;
  private final RunResult run;
  private final Bars bars;
  private final TimeAxis time;
  private final SvgCanvas canvas = new SvgCanvas();

  private SvgChart(TearSheet sheet) {
    this.sheet = sheet;
    this.run = sheet.run();
    this.bars = run.bars();
    this.time = new TimeAxis(bars, run.conventions().zone(), LEFT, RIGHT);
  }

  /** The SVG document, with title and assumptions. */
  public static String render(TearSheet sheet, TimeFormat times) {
    SvgChart chart = new SvgChart(sheet);
    chart.open(0, HEIGHT);
    chart.heading();
    chart.panels(times);
    chart.footer();
    return chart.canvas.close("svg").toString();
  }

  /** The panels alone, for a page that says the rest. */
  static String renderPanels(TearSheet sheet, TimeFormat times) {
    SvgChart chart = new SvgChart(sheet);
    int top = (int) PRICE_TOP - 36;
    chart.open(top, (int) EQUITY_BOTTOM + 30 - top);
    chart.panels(times);
    return chart.canvas.close("svg").toString();
  }

  private void open(int top, int height) {
    canvas.open(
        "svg",
        "xmlns=\"http://www.w3.org/2000/svg\" class=\"bw-chart\" role=\"img\""
            + " width=\"%d\" height=\"%d\" viewBox=\"0 %d %d %d\""
                .formatted(WIDTH, height, top, WIDTH, height));
    canvas.raw("<title>" + Markup.escape(run.title()) + "</title>\n");
    canvas.raw("<style>\n" + ChartStyle.CSS + "</style>\n");
    canvas.rect("bw-paper", 0, 0, WIDTH, HEIGHT);
  }

  private void panels(TimeFormat times) {
    if (bars.isEmpty()) {
      canvas.text("bw-label bw-middle", WIDTH / 2.0, HEIGHT / 2.0, "No bars in this period");
      return;
    }
    dates();
    prices(new TradeMarkers(run, times));
    holdings();
    if (!run.equity().isEmpty()) {
      equity();
    }
  }

  private void heading() {
    canvas.text("bw-title", LEFT, 38, run.title());
    String subtitle =
        "%s to %s   ·   return %s   ·   Sharpe %s   ·   max drawdown %s   ·   %d trades"
            .formatted(
                run.from(),
                run.to(),
                Numbers.of(Metric.TOTAL_RETURN, sheet.performance()),
                Numbers.of(Metric.SHARPE, sheet.performance()),
                Numbers.of(Metric.MAX_DRAWDOWN_DAILY, sheet.performance()),
                run.trades().size());
    canvas.text("bw-subtitle", LEFT, 62, subtitle);
  }

  private void footer() {
    String text =
        "Prices: %s   ·   Costs: %s   ·   Slippage: %s"
            .formatted(run.priceBasis(), run.assumptions().costs(), run.assumptions().slippage());
    canvas.text("bw-note", LEFT, HEIGHT - 14, shortened(text, 165));
  }

  private static String shortened(String text, int limit) {
    return text.length() <= limit ? text : text.substring(0, limit - 1) + "…";
  }

  private void dates() {
    for (TimeAxis.Tick tick : time.ticks()) {
      canvas.line("bw-grid", tick.x(), PRICE_TOP, tick.x(), PRICE_BOTTOM);
      canvas.line("bw-grid", tick.x(), EQUITY_TOP, tick.x(), EQUITY_BOTTOM);
      canvas.text("bw-label bw-middle", tick.x(), EQUITY_BOTTOM + 18, tick.label());
    }
  }

  private void values(ValueAxis axis) {
    for (ValueAxis.Tick tick : axis.ticks()) {
      double y = axis.y(tick.value());
      canvas.line("bw-grid", LEFT, y, RIGHT, y);
      canvas.text("bw-label bw-end", LEFT - 8, y + 4, tick.label());
    }
    canvas.line("bw-axis", LEFT, axis.bottom(), RIGHT, axis.bottom());
    canvas.line("bw-axis", LEFT, axis.top(), LEFT, axis.bottom());
  }

  private void prices(TradeMarkers markers) {
    boolean candles = time.barWidth() >= CANDLE_WIDTH;
    double[] range =
        markers.range(
            least(bars.size(), t -> candles ? bars.low()[t] : bars.close()[t]),
            -least(bars.size(), t -> candles ? -bars.high()[t] : -bars.close()[t]));
    ValueAxis price =
        ValueAxis.of(range[0], range[1], PRICE_TOP, PRICE_BOTTOM - markers.rowsHeight());
    values(price);
    if (candles) {
      Candles.draw(canvas, bars, time, price);
    } else {
      IntToDoubleFunction y = t -> price.y(bars.close()[t]);
      canvas.path("bw-line bw-price", Polyline.of(bars.size(), time::x, y));
    }
    markers.draw(canvas, time, price);

    legend(markers, price);
  }

  private void legend(TradeMarkers markers, ValueAxis price) {
    String scale = price.isLogarithmic() ? " (log scale)" : "";
    double x = panelTitle(PRICE_TOP, run.symbols().getFirst() + " price" + scale);
    for (Map.Entry<TradeMarkers.Kind, Integer> entry : markers.counts().entrySet()) {
      StringBuilder shape = new StringBuilder();
      double y = PRICE_TOP - 16 + entry.getKey().legendOffset;
      entry.getKey().shape(shape, x + 5, y, 5);
      canvas.path("bw-mark " + entry.getKey().style, shape);
      x = legendText(x + 15, PRICE_TOP, entry.getKey().label + " (" + entry.getValue() + ")");
    }
  }

  /** One thin row per symbol shows when it was held. */
  private void holdings() {
    List<String> symbols = run.symbols().subList(0, Math.min(3, run.symbols().size()));
    for (int row = 0; row < symbols.size(); row++) {
      String symbol = symbols.get(row);
      double y = PRICE_BOTTOM + 10 + row * (HELD_ROW + 3);
      canvas.text("bw-tiny bw-end", LEFT - 8, y + HELD_ROW - 1, symbol + " held");
      canvas.rect("bw-track", LEFT, y, RIGHT - LEFT, HELD_ROW);
      StringBuilder held = new StringBuilder();
      for (Trade trade : run.trades()) {
        if (trade.symbol().equals(symbol)) {
          hold(held, trade.entryTime(), time.x(trade.exitTime()), y);
        }
      }
      for (OpenPosition position : run.openPositions()) {
        if (position.symbol().equals(symbol)) {
          hold(held, position.entryTime(), RIGHT, y);
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
    Markup.coordinate(path, HELD_ROW).append('H');
    Markup.coordinate(path, start).append('Z');
  }

  private void equity() {
    EquityCurve samples = run.equity();
    int size = samples.size();
    double capital = run.capital().doubleValue();
    double[] x = new double[size];
    double[] value = new double[size];
    double[] peak = new double[size];
    double highest = capital;
    for (int i = 0; i < size; i++) {
      x[i] = time.x(samples.start(i));
      value[i] = samples.equity()[i];
      highest = Math.max(highest, value[i]);
      peak[i] = highest;
    }
    double low = Math.min(capital, least(size, i -> value[i]));
    double high = highest;
    if (sheet.benchmark().isPresent()) {
      low = Math.min(low, least(bars.size(), this::heldValue));
      high = Math.max(high, -least(bars.size(), t -> -heldValue(t)));
    }
    ValueAxis axis = ValueAxis.of(low, high, EQUITY_TOP, EQUITY_BOTTOM);
    values(axis);
    canvas.path(
        "bw-drawdown", Polyline.band(size, i -> x[i], i -> axis.y(peak[i]), i -> axis.y(value[i])));
    if (sheet.benchmark().isPresent()) {
      canvas.path(
          "bw-line bw-benchmark", Polyline.of(bars.size(), time::x, t -> axis.y(heldValue(t))));
    }
    canvas.path("bw-line bw-equity", Polyline.of(size, i -> x[i], i -> axis.y(value[i])));
    equityLegend(axis);
  }

  private void equityLegend(ValueAxis axis) {
    double x = panelTitle(EQUITY_TOP, "Equity" + (axis.isLogarithmic() ? " (log scale)" : ""));
    double y = EQUITY_TOP - 16;
    canvas.line("bw-line bw-equity", x, y, x + 18, y);
    x = legendText(x + 24, EQUITY_TOP, run.strategy());
    if (sheet.benchmark().isPresent()) {
      canvas.line("bw-line bw-benchmark", x, y, x + 18, y);
      Benchmark held = sheet.benchmark().get();
      x =
          legendText(
              x + 24,
              EQUITY_TOP,
              "Buy and hold %s (%s)".formatted(held.symbol(), Numbers.percent(held.totalReturn())));
    }
    canvas.rect("bw-drawdown", x, y - 5, 18, 10);
    legendText(x + 24, EQUITY_TOP, "Below the highest equity so far");
  }

  /** What the capital would be worth at a close, had it bought the main symbol at the start. */
  private double heldValue(int t) {
    return run.capital().doubleValue() * bars.close()[t] / bars.open()[0];
  }

  private double panelTitle(double top, String text) {
    canvas.text("bw-panel", LEFT, top - 12, text);
    return LEFT + text.length() * (CHARACTER + 0.9) + 22;
  }

  private double legendText(double x, double top, String text) {
    canvas.text("bw-legend", x, top - 12, text);
    return x + text.length() * CHARACTER + 16;
  }

  private static double least(int size, IntToDoubleFunction value) {
    double least = Double.POSITIVE_INFINITY;
    for (int i = 0; i < size; i++) {
      least = Math.min(least, value.applyAsDouble(i));
    }
    return least;
  }
}
