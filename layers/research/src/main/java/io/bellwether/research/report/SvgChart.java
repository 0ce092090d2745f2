package io.bellwether.research.report;

import io.bellwether.market.Bars;
import io.bellwether.research.document.SvgCanvas;
import io.bellwether.research.metrics.Metric;
import java.util.List;

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
  private static final double EQUITY_TOP = 544;
  private static final double EQUITY_BOTTOM = 740;

  private final TearSheet sheet;
  private final RunResult run;
  private final Bars bars;
  private final SvgCanvas canvas;

  private SvgChart(TearSheet sheet) {
    this.sheet = sheet;
    this.run = sheet.run();
    this.bars = run.bars();
    this.canvas =
        new SvgCanvas(
                "width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\""
                    .formatted(WIDTH, HEIGHT, WIDTH, HEIGHT),
                run.title())
            .styled();
  }

  /** The SVG document, with title and assumptions. */
  public static String render(TearSheet sheet, TimeFormat times) {
    SvgChart chart = new SvgChart(sheet);
    chart.canvas.rect("bw-paper", 0, 0, WIDTH, HEIGHT);
    chart.heading();
    chart.panels(times);
    chart.footer();
    return chart.canvas.finish();
  }

  private void panels(TimeFormat times) {
    if (bars.isEmpty()) {
      canvas.text("bw-label bw-middle", WIDTH / 2.0, HEIGHT / 2.0, "No bars in this period");
      return;
    }
    TimeAxis time = new TimeAxis(bars, run.conventions().zone(), LEFT, RIGHT);
    List<TimeAxis.Tick> ticks = time.ticks();
    Panel upper = new Panel(canvas, LEFT, RIGHT, PRICE_TOP, PRICE_BOTTOM);
    Panel lower = new Panel(canvas, LEFT, RIGHT, EQUITY_TOP, EQUITY_BOTTOM);
    upper.dates(ticks);
    lower.dates(ticks);
    lower.dateLabels(ticks);
    PricePanel prices = new PricePanel(run, bars, time, List.of(), new TradeMarkers(run, times));
    prices.draw(canvas, upper, 1);
    prices.holdings(canvas, PRICE_BOTTOM + 10);
    if (!run.equity().isEmpty()) {
      new EquityPanel(sheet, time).draw(canvas, lower, true);
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
}
