package io.bellwether.research.report;

import io.bellwether.market.Bars;
import io.bellwether.research.document.Block;
import io.bellwether.research.document.Canvas;
import io.bellwether.research.metrics.Rolling;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The pictures of a tear sheet, each drawn to the width of its page. */
final class Figures {
  private static final double PRICE = 300;
  private static final double EQUITY = 250;
  private static final double DRAWDOWN = 100;
  private static final double INDICATOR = 110;
  private static final double ROLLING = 130;

  /** Room above the price panel: its legend may take two lines. */
  private static final double PRICE_HEAD = Panel.HEAD + 15;

  /** With more bars than this, indicators would be carpets: they are drawn for a part of them. */
  private static final int MAX_DETAILED = 260;

  private static final int DETAIL = 140;

  /** Bars shown after the last exit. */
  private static final int AFTER_LAST_EXIT = 12;

  private final TearSheet sheet;
  private final RunResult run;
  private final TimeFormat times;

  Figures(TearSheet sheet, TimeFormat times) {
    this.sheet = sheet;
    this.run = sheet.run();
    this.times = times;
  }

  /** Whether all bars fit on one picture with their indicators. */
  boolean isShort() {
    return run.bars().size() <= MAX_DETAILED;
  }

  /** The bars worth a closer look: the last that traded. */
  Bars detail() {
    Bars bars = run.bars();
    if (isShort()) {
      return bars;
    }
    int lastExit =
        run.trades().isEmpty()
            ? bars.size()
            : bars.countBefore(run.trades().getLast().exitTime().plusMillis(1)) + AFTER_LAST_EXIT;
    boolean open = !run.openPositions().isEmpty();
    int end = open ? bars.size() : Math.clamp(lastExit, DETAIL, bars.size());
    Instant from = bars.start(end - DETAIL);
    Instant to = bars.start(end - 1).plusMillis(1);
    return bars.between(from, to);
  }

  /** Equity and, on the same dates, its drawdowns. */
  Block.Figure equity() {
    double height = Panel.HEAD + EQUITY + Panel.HEAD + DRAWDOWN + Panel.FOOT;
    return new Block.Figure(
        "Equity and drawdown of " + run.strategy(),
        height,
        (canvas, width) -> {
          TimeAxis time = axis(run.bars(), width);
          EquityPanel panel = new EquityPanel(sheet, time);
          double bottom = Panel.HEAD + EQUITY;
          Panel upper = panel(canvas, width, Panel.HEAD, bottom);
          Panel lower = panel(canvas, width, bottom + Panel.HEAD, height - Panel.FOOT);
          List<TimeAxis.Tick> ticks = time.ticks();
          upper.dates(ticks);
          lower.dates(ticks);
          panel.draw(canvas, upper, false);
          panel.drawdown(canvas, lower);
          lower.dateLabels(ticks);
        });
  }

  /** All prices with entries and exits. */
  Block.Figure prices() {
    return prices(run.bars(), isShort() ? run.details().indicators() : List.of());
  }

  /** The prices of the bars worth a closer look, with indicators. */
  Block.Figure details() {
    Bars bars = detail();
    int from = run.bars().countBefore(bars.start(0));
    List<IndicatorPanel> indicators =
        run.details().indicators().stream()
            .map(
                indicator ->
                    new IndicatorPanel(
                        indicator.name(),
                        indicator.placement(),
                        Arrays.copyOfRange(indicator.values(), from, from + bars.size()),
                        indicator.thresholds()))
            .toList();
    return prices(bars, indicators);
  }

  private Block.Figure prices(Bars bars, List<IndicatorPanel> indicators) {
    List<IndicatorPanel> overlays = placed(indicators, IndicatorPanel.Placement.OVERLAY);
    List<IndicatorPanel> panels = placed(indicators, IndicatorPanel.Placement.PANEL);
    double held = 10 + PricePanel.heldSymbols(run).size() * PricePanel.HELD_ROW;
    double height =
        PRICE_HEAD + PRICE + held + panels.size() * (Panel.HEAD + INDICATOR) + Panel.FOOT;
    return new Block.Figure(
        "Prices of " + bars.symbol() + " with entries and exits",
        height,
        (canvas, width) -> {
          TimeAxis time = axis(bars, width);
          TradeMarkers markers = new TradeMarkers(run, bars, times);
          List<TimeAxis.Tick> ticks = time.ticks();
          double bottom = PRICE_HEAD + PRICE;
          Panel lowest = panel(canvas, width, PRICE_HEAD, bottom);
          lowest.dates(ticks);
          PricePanel prices = new PricePanel(run, bars, time, overlays, markers);
          prices.draw(canvas, lowest, 2);
          prices.holdings(canvas, bottom + 8);
          bottom += held;
          for (IndicatorPanel indicator : panels) {
            lowest = panel(canvas, width, bottom + Panel.HEAD, bottom + Panel.HEAD + INDICATOR);
            lowest.dates(ticks);
            indicator(canvas, lowest, time, indicator, markers);
            bottom += Panel.HEAD + INDICATOR;
          }
          panel(canvas, width, 0, bottom).dateLabels(ticks);
        });
  }

  private static List<IndicatorPanel> placed(
      List<IndicatorPanel> indicators, IndicatorPanel.Placement placement) {
    return indicators.stream().filter(indicator -> indicator.placement() == placement).toList();
  }

  private static void indicator(
      Canvas canvas, Panel panel, TimeAxis time, IndicatorPanel indicator, TradeMarkers markers) {
    List<Double> all = new ArrayList<>();
    Arrays.stream(indicator.values()).filter(Double::isFinite).forEach(all::add);
    indicator.thresholds().forEach(threshold -> all.add(threshold.value()));
    double lowest = all.stream().mapToDouble(Double::doubleValue).min().orElse(0);
    double highest = all.stream().mapToDouble(Double::doubleValue).max().orElse(1);
    ValueAxis axis = ValueAxis.linear(lowest, highest, panel.top(), panel.bottom());
    panel.values(axis, "");
    for (IndicatorPanel.Threshold threshold : indicator.thresholds()) {
      double y = axis.y(threshold.value());
      canvas.line("bw-line bw-threshold", time.left(), y, time.right(), y);
    }
    canvas.path("bw-line bw-first", Polyline.ofDefined(indicator.values(), time::x, axis::y));
    markers.drawOn(canvas, time, indicator.values(), axis);
    panel.title(indicator.name());
    panel.legendLine("bw-line bw-first", "at each close, marked where it decided");
    if (!indicator.thresholds().isEmpty()) {
      panel.legendLine(
          "bw-line bw-threshold",
          String.join(
              ", ",
              indicator.thresholds().stream()
                  .map(one -> one.name() + " " + Numbers.quantity(BigDecimal.valueOf(one.value())))
                  .toList()));
    }
  }

  /** The rolling Sharpe ratio and volatility. */
  Block.Figure rolling() {
    double height = 2 * (Panel.HEAD + ROLLING) + Panel.FOOT;
    Rolling rolling = sheet.rolling();
    return new Block.Figure(
        "Rolling Sharpe ratio and volatility",
        height,
        (canvas, width) -> {
          TimeAxis time = axis(run.bars(), width);
          double middle = Panel.HEAD + ROLLING;
          List<TimeAxis.Tick> ticks = time.ticks();
          Panel upper = panel(canvas, width, Panel.HEAD, middle);
          upper.dates(ticks);
          series(canvas, upper, time, rolling.sharpe(), "", true);
          upper.title("Sharpe ratio of the last " + rolling.window() + " sessions");
          Panel lower = panel(canvas, width, middle + Panel.HEAD, height - Panel.FOOT);
          lower.dates(ticks);
          double[] percent =
              Arrays.stream(rolling.volatility()).map(value -> value * 100).toArray();
          series(canvas, lower, time, percent, " %", false);
          lower.title("Volatility a year of the last " + rolling.window() + " sessions");
          lower.dateLabels(ticks);
        });
  }

  private void series(
      Canvas canvas, Panel panel, TimeAxis time, double[] values, String unit, boolean withZero) {
    double[] defined = Arrays.stream(values).filter(Double::isFinite).toArray();
    double lowest = Arrays.stream(defined).min().orElse(0);
    double highest = Arrays.stream(defined).max().orElse(1);
    ValueAxis axis =
        ValueAxis.linear(
            Math.min(lowest, 0),
            withZero ? Math.max(highest, 0) : highest,
            panel.top(),
            panel.bottom());
    panel.values(axis, unit);
    if (withZero) {
      canvas.line("bw-zero", time.left(), axis.y(0), time.right(), axis.y(0));
    }
    double[] x = new double[values.length];
    for (int i = 0; i < x.length; i++) {
      x[i] =
          time.x(
              sheet
                  .rolling()
                  .dates()
                  .get(i)
                  .plusDays(1)
                  .atStartOfDay(run.conventions().zone())
                  .toInstant()
                  .minusMillis(1));
    }
    canvas.path("bw-line bw-first", Polyline.ofDefined(values, i -> x[i], axis::y));
  }

  private TimeAxis axis(Bars bars, double width) {
    return new TimeAxis(bars, run.conventions().zone(), Panel.LEFT, width - Panel.RIGHT);
  }

  private static Panel panel(Canvas canvas, double width, double top, double bottom) {
    return new Panel(canvas, Panel.LEFT, width - Panel.RIGHT, top, bottom);
  }
}
