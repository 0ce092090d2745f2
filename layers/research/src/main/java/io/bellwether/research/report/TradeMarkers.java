package io.bellwether.research.report;

import io.bellwether.market.Bars;
import io.bellwether.research.document.Canvas;
import io.bellwether.research.document.Markup;
import io.bellwether.strategy.Direction;
import io.bellwether.strategy.ExitReason;
import io.bellwether.trading.ledger.Trade;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;

/**
 * Entries and exits on the price panel. Kinds differ in shape as well as in colour, so that nobody
 * has to tell colours apart.
 */
final class TradeMarkers {
  /** Above this many, single tooltips would make the file heavy and the markers a carpet. */
  private static final int MAX_TOOLTIPS = 400;

  /** Above this many, markers would hide the price itself. */
  private static final int MAX_ON_PRICE = 500;

  private static final double ROW = 8;

  /** A kind of marker: its style, its name in the legend, its shape around a point. */
  enum Kind {
    LONG_ENTRY("bw-long", "Long entry", -4.5) {
      @Override
      void shape(StringBuilder path, double x, double y, double r) {
        triangle(path, x, y, r, 1);
      }
    },
    SHORT_ENTRY("bw-short", "Short entry", 4.5) {
      @Override
      void shape(StringBuilder path, double x, double y, double r) {
        triangle(path, x, y, r, -1);
      }
    },
    RULE("bw-rule", "Exit: rule", 4.5) {
      @Override
      void shape(StringBuilder path, double x, double y, double r) {
        triangle(path, x, y, r, -1);
      }
    },
    STOP("bw-stop", "Exit: stop", 0) {
      @Override
      void shape(StringBuilder path, double x, double y, double r) {
        double d = r * 0.75;
        move(path, x - d, y - d, 'M');
        move(path, x + d, y + d, 'L');
        move(path, x - d, y + d, 'M');
        move(path, x + d, y - d, 'L');
      }
    },
    TARGET("bw-target", "Exit: target", 0) {
      @Override
      void shape(StringBuilder path, double x, double y, double r) {
        move(path, x, y - r, 'M');
        move(path, x + r, y, 'L');
        move(path, x, y + r, 'L');
        move(path, x - r, y, 'L');
        path.append('Z');
      }
    },
    RISK("bw-risk", "Exit: risk", 0) {
      @Override
      void shape(StringBuilder path, double x, double y, double r) {
        double d = r * 0.8;
        move(path, x - d, y - d, 'M');
        move(path, x + d, y - d, 'L');
        move(path, x + d, y + d, 'L');
        move(path, x - d, y + d, 'L');
        path.append('Z');
      }
    },
    OPEN("bw-open", "Open position", -4.5) {
      @Override
      void shape(StringBuilder path, double x, double y, double r) {
        triangle(path, x, y, r, 1);
      }
    };

    final String style;
    final String label;

    /** Triangles hang from their tip; this puts one on the line of a legend's text. */
    final double legendOffset;

    Kind(String style, String label, double legendOffset) {
      this.style = style;
      this.label = label;
      this.legendOffset = legendOffset;
    }

    abstract void shape(StringBuilder path, double x, double y, double r);

    /** A triangle whose tip is at the point, below it (up = 1) or above it (up = -1). */
    private static void triangle(StringBuilder path, double x, double y, double r, int up) {
      move(path, x, y, 'M');
      move(path, x + r, y + up * 1.7 * r, 'L');
      move(path, x - r, y + up * 1.7 * r, 'L');
      path.append('Z');
    }

    private static void move(StringBuilder path, double x, double y, char command) {
      Markup.coordinate(path.append(command), x).append(' ');
      Markup.coordinate(path, y);
    }

    private static Kind of(ExitReason reason) {
      return switch (reason) {
        case RULE -> RULE;
        case STOP -> STOP;
        case TARGET -> TARGET;
        case RISK -> RISK;
      };
    }
  }

  private record Marker(Kind kind, Instant time, double price, String tooltip) {}

  private final List<Marker> markers = new ArrayList<>();

  /**
   * The markers of a run's main symbol within some of its bars.
   *
   * @param bars a part of the run's bars, at least one
   */
  TradeMarkers(RunResult run, Bars bars, TimeFormat times) {
    this(run, times);
    Instant last = bars.lastStart().plus(bars.timeframe().duration());
    markers.removeIf(marker -> marker.time.isBefore(bars.start(0)) || !marker.time.isBefore(last));
  }

  /** The markers of a run's main symbol. */
  TradeMarkers(RunResult run, TimeFormat times) {
    String symbol = run.symbols().getFirst();
    // Several exits of one entry are several trades; the entry is drawn once.
    SequencedSet<Marker> entries = new LinkedHashSet<>();
    for (Trade trade : run.trades()) {
      if (trade.symbol().equals(symbol)) {
        entries.add(entry(trade.direction(), trade.entryTime(), trade.entryPrice(), times));
      }
    }
    markers.addAll(entries);
    for (Trade trade : run.trades()) {
      if (trade.symbol().equals(symbol)) {
        markers.add(exit(trade, times));
      }
    }
    for (OpenPosition position : run.openPositions()) {
      if (position.symbol().equals(symbol)) {
        String tooltip = "open since " + times.format(position.entryTime());
        markers.add(
            new Marker(
                Kind.OPEN,
                position.entryTime(),
                position.averagePrice().doubleValue(),
                tooltip + " at " + Numbers.price(position.averagePrice())));
      }
    }
  }

  private static Marker entry(
      Direction direction, Instant time, BigDecimal price, TimeFormat times) {
    String tooltip = direction.label() + " " + times.format(time) + " at " + Numbers.price(price);
    Kind kind = direction == Direction.LONG ? Kind.LONG_ENTRY : Kind.SHORT_ENTRY;
    return new Marker(kind, time, price.doubleValue(), tooltip);
  }

  private static Marker exit(Trade trade, TimeFormat times) {
    String tooltip =
        "%s exit %s at %s, pnl %s"
            .formatted(
                trade.exitReason().label(),
                times.format(trade.exitTime()),
                Numbers.price(trade.exitPrice()),
                Numbers.money(trade.pnl()));
    return new Marker(
        Kind.of(trade.exitReason()), trade.exitTime(), trade.exitPrice().doubleValue(), tooltip);
  }

  /** How many there are of each kind that occurs, in the order of the legend. */
  Map<Kind, Integer> counts() {
    Map<Kind, Integer> counts = new LinkedHashMap<>();
    for (Kind kind : Kind.values()) {
      int count = (int) markers.stream().filter(marker -> marker.kind == kind).count();
      if (count > 0) {
        counts.put(kind, count);
      }
    }
    return counts;
  }

  /** The lowest and highest prices marked widen the axis. */
  double[] range(double lowest, double highest) {
    double[] range = {lowest, highest};
    for (Marker marker : markers) {
      range[0] = Math.min(range[0], marker.price);
      range[1] = Math.max(range[1], marker.price);
    }
    return range;
  }

  /** The room for rows of strokes below the prices; 0 if markers stand at their prices. */
  double rowsHeight() {
    return asRows() ? ROW * counts().size() + 2 : 0;
  }

  private boolean asRows() {
    return markers.size() > MAX_ON_PRICE;
  }

  void draw(Canvas canvas, TimeAxis time, ValueAxis price) {
    int row = 0;
    for (Kind kind : Kind.values()) {
      List<Marker> ofKind = markers.stream().filter(marker -> marker.kind == kind).toList();
      if (asRows() && !ofKind.isEmpty()) {
        rows(canvas, time, ofKind, price.bottom() + 3 + ROW * row++);
      } else if (markers.size() > MAX_TOOLTIPS) {
        together(canvas, time, price, ofKind);
      } else {
        singly(canvas, time, price, ofKind);
      }
    }
  }

  private void singly(Canvas canvas, TimeAxis time, ValueAxis price, List<Marker> ofKind) {
    double radius = markers.size() <= 120 ? 5.5 : 4.2;
    for (Marker marker : ofKind) {
      StringBuilder shape = new StringBuilder();
      marker.kind.shape(shape, time.x(marker.time), price.y(marker.price), radius);
      canvas.path("bw-mark " + marker.kind.style, shape, marker.tooltip);
    }
  }

  private static void together(Canvas canvas, TimeAxis time, ValueAxis price, List<Marker> ofKind) {
    StringBuilder shapes = new StringBuilder();
    for (Marker marker : ofKind) {
      marker.kind.shape(shapes, time.x(marker.time), price.y(marker.price), 3);
    }
    if (!ofKind.isEmpty()) {
      canvas.path("bw-mark " + ofKind.getFirst().kind.style, shapes);
    }
  }

  /**
   * Marks on an indicator, at the close that decided: the bar before the fill for entries and
   * rules, the fill's own for stops and targets, which rest.
   */
  void drawOn(Canvas canvas, TimeAxis time, double[] values, ValueAxis axis) {
    for (Kind kind : Kind.values()) {
      StringBuilder shapes = new StringBuilder();
      for (Marker marker : markers) {
        int fill = time.indexAt(marker.time);
        boolean resting = kind == Kind.STOP || kind == Kind.TARGET;
        int bar = resting ? fill : Math.max(0, fill - 1);
        if (marker.kind == kind && !Double.isNaN(values[bar])) {
          kind.shape(shapes, time.x(bar), axis.y(values[bar]), 4);
        }
      }
      canvas.path("bw-mark " + kind.style, shapes);
    }
  }

  /** One stroke per pixel that has a marker. */
  private static void rows(Canvas canvas, TimeAxis time, List<Marker> ofKind, double y) {
    StringBuilder strokes = new StringBuilder();
    ofKind.stream()
        .mapToLong(marker -> Math.round(time.x(marker.time)))
        .sorted()
        .distinct()
        .forEach(x -> strokes.append("M%d %dv%d".formatted(x, Math.round(y), (int) ROW - 2)));
    canvas.path("bw-row " + ofKind.getFirst().kind.style.replace("bw-", "bw-row-"), strokes);
  }
}
