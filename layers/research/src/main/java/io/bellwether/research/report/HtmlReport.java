package io.bellwether.research.report;

import io.bellwether.research.metrics.Metric;
import io.bellwether.trading.ledger.Trade;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * The tear sheet as one HTML file: style and chart inline, no script, nothing fetched. Every text
 * that comes from outside is escaped. Light or dark as the reader's system is.
 */
public final class HtmlReport {
  /** More rows than this help nobody in a browser; the CSV has all. */
  private static final int MAX_TRADES = 1_000;

  private static final List<Metric> HEADLINE =
      List.of(
          Metric.TOTAL_RETURN,
          Metric.CAGR,
          Metric.SHARPE,
          Metric.SORTINO,
          Metric.MAX_DRAWDOWN_DAILY,
          Metric.WIN_RATE,
          Metric.PROFIT_FACTOR,
          Metric.TRADES);

  private static final String[] MONTHS = {
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"
  };

  private final TearSheet sheet;
  private final RunResult run;
  private final TimeFormat times;
  private final StringBuilder out = new StringBuilder(128 * 1024);

  private HtmlReport(TearSheet sheet, TimeFormat times) {
    this.sheet = sheet;
    this.run = sheet.run();
    this.times = times;
  }

  /** The HTML document. */
  public static String render(TearSheet sheet, TimeFormat times) {
    return new HtmlReport(sheet, times).document();
  }

  private String document() {
    out.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
    out.append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    out.append("<meta name=\"color-scheme\" content=\"light dark\">\n");
    element("title", "", run.title());
    out.append("<style>\n").append(HtmlStyle.CSS).append("</style>\n</head>\n<body>\n<main>\n");
    heading();
    out.append("<figure>\n").append(SvgChart.renderPanels(sheet, times)).append("</figure>\n");
    metrics();
    months();
    basis();
    openPositions();
    trades();
    disclaimer();
    return out.append("</main>\n</body>\n</html>\n").toString();
  }

  private void heading() {
    out.append("<header>\n");
    element("p", "kind", run.kind());
    element("h1", "", run.strategy() + " on " + String.join(", ", run.symbols()));
    String period = run.from() + " to " + run.to();
    element("p", "meta", period + " · bars of " + run.timeframe() + " · account " + run.account());
    out.append("</header>\n<section class=\"cards\">\n");
    for (Metric metric : HEADLINE) {
      out.append("<div class=\"card\">");
      element("span", "label", metric.label());
      element("span", "value" + signClass(metric), Numbers.of(metric, sheet.performance()));
      out.append("</div>\n");
    }
    out.append("</section>\n");
  }

  private String signClass(Metric metric) {
    OptionalDouble value = metric.of(sheet.performance());
    boolean signed = metric == Metric.TOTAL_RETURN || metric == Metric.CAGR;
    return signed && value.isPresent() ? signClass(value.getAsDouble()) : "";
  }

  private static String signClass(double value) {
    return value > 0 ? " gain" : value < 0 ? " loss" : "";
  }

  private void metrics() {
    section("Performance");
    header(List.of("Metric", "Value", "Formula"), "text", "number", "formula");
    for (Metric metric : Metric.values()) {
      out.append("<tr>");
      element("th", "text", metric.label());
      element("td", "number", Numbers.of(metric, sheet.performance()));
      element("td", "formula", metric.formula());
      out.append("</tr>\n");
    }
    out.append("</tbody></table></div>\n");
    note(
        "r: return of a session, the first on the initial capital. rf: risk-free rate per session"
            + " (here %s a year). P: sessions in a year (here %s). n/a: not defined."
                .formatted(
                    Numbers.percent(run.conventions().annualRiskFreeRate()),
                    Numbers.rounded(run.conventions().periodsPerYear(), 0, false)));
    out.append("</section>\n");
  }

  private void months() {
    if (sheet.months().byMonth().isEmpty()) {
      return;
    }
    section("Monthly returns, percent");
    List<String> head = new ArrayList<>(List.of("Year"));
    head.addAll(List.of(MONTHS));
    head.add("Year");
    header(head, "text", "number");
    for (int year : sheet.months().years()) {
      out.append("<tr>");
      element("th", "text", Integer.toString(year));
      for (int month = 1; month <= MONTHS.length; month++) {
        OptionalDouble value = sheet.months().month(year, month);
        if (value.isPresent()) {
          element("td", "number " + heat(value.getAsDouble()), percent(value.getAsDouble()));
        } else {
          out.append("<td></td>");
        }
      }
      double whole = sheet.months().year(year);
      element("td", "number total" + signClass(whole), percent(whole));
      out.append("</tr>\n");
    }
    out.append("</tbody></table></div>\n</section>\n");
  }

  /** Three shades each way: below 2 %, below 6 %, and beyond. */
  private static String heat(double value) {
    String way = value < 0 ? "down" : "up";
    double size = Math.abs(value);
    return size < 0.00005 ? "" : way + (size < 0.02 ? 1 : size < 0.06 ? 2 : 3);
  }

  private static String percent(double fraction) {
    return Numbers.rounded(fraction * 100, 1, true);
  }

  private void basis() {
    section("What the numbers rest on");
    out.append("<dl>\n");
    definition("Price basis", run.priceBasis());
    definition("Costs", run.assumptions().costs());
    definition("Slippage", run.assumptions().slippage());
    for (Map.Entry<String, String> parameter : run.parameters().entrySet()) {
      definition(parameter.getKey(), parameter.getValue());
    }
    for (String assumption : run.assumptions().notes()) {
      definition("Note", assumption);
    }
    out.append("</dl>\n</section>\n");
  }

  private void openPositions() {
    section("Open positions at the end");
    if (run.openPositions().isEmpty()) {
      note("None.");
    } else {
      header(
          List.of("Symbol", "Side", "Quantity", "Since", "Entry", "Last", "Unrealised pnl"),
          "text",
          "text",
          "number",
          "text",
          "number");
      for (OpenPosition position : run.openPositions()) {
        out.append("<tr>");
        element("td", "text", position.symbol());
        element("td", "text", position.direction().label());
        element("td", "number", Numbers.quantity(position.quantity()));
        element("td", "text", times.format(position.entryTime()));
        element("td", "number", Numbers.price(position.averagePrice()));
        element("td", "number", Numbers.price(position.lastPrice()));
        money(position.unrealizedPnl().doubleValue());
        out.append("</tr>\n");
      }
      out.append("</tbody></table></div>\n");
      note("Marked to the last close. They are in the final value, and they are no trades.");
    }
    out.append("</section>\n");
  }

  private void trades() {
    section("Trades");
    if (run.trades().isEmpty()) {
      note("None.");
      out.append("</section>\n");
      return;
    }
    header(
        List.of(
            "Symbol",
            "Side",
            "Quantity",
            "Entry",
            "Entry price",
            "Exit",
            "Exit price",
            "Fees",
            "Pnl",
            "Reason"),
        "text",
        "text",
        "number",
        "text",
        "number",
        "text",
        "number",
        "number",
        "number",
        "text");
    int first = Math.max(0, run.trades().size() - MAX_TRADES);
    run.trades().subList(first, run.trades().size()).forEach(this::trade);
    out.append("</tbody></table></div>\n");
    if (first > 0) {
      note("The last %d of %d trades.".formatted(MAX_TRADES, run.trades().size()));
    }
    out.append("</section>\n");
  }

  private void trade(Trade trade) {
    out.append("<tr>");
    element("td", "text", trade.symbol());
    element("td", "text", trade.direction().label());
    element("td", "number", Numbers.quantity(trade.quantity()));
    element("td", "text", times.format(trade.entryTime()));
    element("td", "number", Numbers.price(trade.entryPrice()));
    element("td", "text", times.format(trade.exitTime()));
    element("td", "number", Numbers.price(trade.exitPrice()));
    element("td", "number", Numbers.money(trade.fees()));
    money(trade.pnl().doubleValue());
    element("td", "text", trade.exitReason().label());
    out.append("</tr>\n");
  }

  private void disclaimer() {
    out.append("<footer>\n");
    note(
        "This report is information, not investment advice, and no offer. A simulated result is"
            + " hypothetical: no money was at risk, fills are assumed, and the rules may have been"
            + " chosen knowing the past. Past results, simulated or real, do not tell future"
            + " ones. Leveraged funds can lose most of their value in a short time.");
    out.append("</footer>\n");
  }

  private void money(double value) {
    element("td", "number" + signClass(value), Numbers.money(value));
  }

  private void section(String title) {
    out.append("<section>\n");
    element("h2", "", title);
  }

  /** Opens a table; the last style holds for all further columns. */
  private void header(List<String> columns, String... styles) {
    out.append("<div class=\"scroll\"><table><thead><tr>");
    for (int i = 0; i < columns.size(); i++) {
      element("th", styles[Math.min(i, styles.length - 1)], columns.get(i));
    }
    out.append("</tr></thead>\n<tbody>\n");
  }

  private void definition(String term, String text) {
    element("dt", "", term);
    element("dd", "", text);
  }

  private void note(String text) {
    element("p", "note", text);
  }

  private void element(String name, String style, String text) {
    out.append('<').append(name);
    if (!style.isEmpty()) {
      out.append(" class=\"").append(style).append('"');
    }
    out.append('>').append(Markup.escape(text)).append("</").append(name).append(">\n");
  }
}
