package io.bellwether.research.report;

/** The chart's colours and lines. */
final class ChartStyle {
  static final String CSS =
      """
      .bw-chart { --paper: #ffffff; --ink: #1b2733; --soft: #5b6b7b; --grid: #e6eaef;
        --price: #3a4a5c; --equity: #0072b2; --benchmark: #8a97a5; --loss: #d55e00;
        --long: #009e73; --short: #e69f00; --rule: #0072b2; --stop: #d55e00;
        --target: #aa4499; --risk: #1b2733; --body: #ffffff;
        font-family: "Helvetica Neue", Helvetica, Arial, "Liberation Sans", sans-serif; }
      @media (prefers-color-scheme: dark) {
        .bw-chart { --paper: #12181f; --ink: #e8edf2; --soft: #9aa8b6; --grid: #263240;
          --price: #b9c6d3; --equity: #56b4e9; --benchmark: #77869a; --loss: #ff8a3d;
          --long: #2cc79a; --short: #f0b93a; --rule: #56b4e9; --stop: #ff8a3d;
          --target: #e08fc6; --risk: #e8edf2; --body: #12181f; } }
      .bw-paper { fill: var(--paper); }
      .bw-chart text { fill: var(--ink); font-size: 12px; }
      .bw-chart .bw-title { font-size: 22px; font-weight: 600; }
      .bw-chart .bw-subtitle { font-size: 14px; fill: var(--soft); white-space: pre; }
      .bw-chart .bw-panel { font-size: 13px; font-weight: 600; }
      .bw-chart .bw-legend, .bw-chart .bw-label { fill: var(--soft); }
      .bw-chart .bw-tiny { font-size: 10px; fill: var(--soft); }
      .bw-chart .bw-note { font-size: 11px; fill: var(--soft); white-space: pre; }
      .bw-middle { text-anchor: middle; }
      .bw-end { text-anchor: end; }
      .bw-grid { stroke: var(--grid); stroke-width: 1; shape-rendering: crispEdges; }
      .bw-axis { stroke: var(--soft); stroke-width: 1; shape-rendering: crispEdges; }
      .bw-line { fill: none; stroke-width: 1.5; stroke-linejoin: round; }
      .bw-price { stroke: var(--price); stroke-width: 1.2; }
      .bw-equity { stroke: var(--equity); stroke-width: 1.8; }
      .bw-benchmark { stroke: var(--benchmark); stroke-width: 1.2; stroke-dasharray: 5 3; }
      .bw-drawdown { fill: var(--loss); fill-opacity: 0.2; }
      .bw-wick { stroke: var(--price); stroke-width: 1; fill: none; }
      .bw-rising { fill: var(--body); stroke: var(--price); stroke-width: 1; }
      .bw-falling { fill: var(--price); stroke: var(--price); stroke-width: 1; }
      .bw-mark { stroke: var(--paper); stroke-width: 0.8; paint-order: stroke; }
      .bw-long { fill: var(--long); }
      .bw-short { fill: var(--short); }
      .bw-rule { fill: var(--rule); }
      .bw-stop { fill: none; stroke: var(--stop); stroke-width: 2.4; }
      .bw-target { fill: var(--target); }
      .bw-risk { fill: var(--risk); }
      .bw-open { fill: var(--body); stroke: var(--long); stroke-width: 1.8; }
      .bw-row { fill: none; stroke-width: 1; shape-rendering: crispEdges; }
      .bw-row.bw-long { stroke: var(--long); } .bw-row.bw-short { stroke: var(--short); }
      .bw-row.bw-rule { stroke: var(--rule); } .bw-row.bw-stop { stroke-width: 1; }
      .bw-row.bw-target { stroke: var(--target); } .bw-row.bw-risk { stroke: var(--risk); }
      .bw-track { fill: var(--grid); fill-opacity: 0.6; }
      .bw-held { fill: var(--long); fill-opacity: 0.75; }
      .bw-held-other { fill: var(--short); fill-opacity: 0.85; }
      """;

  private ChartStyle() {}
}
