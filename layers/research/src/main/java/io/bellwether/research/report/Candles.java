package io.bellwether.research.report;

import io.bellwether.market.Bars;
import io.bellwether.research.document.Canvas;
import io.bellwether.research.document.Markup;

/** Candles for few bars: wicks from low to high, bodies from open to close. */
final class Candles {
  private Candles() {}

  static void draw(Canvas canvas, Bars bars, TimeAxis time, ValueAxis price) {
    StringBuilder wicks = new StringBuilder();
    StringBuilder rising = new StringBuilder();
    StringBuilder falling = new StringBuilder();
    double half = Math.min(9, time.barWidth() * 0.33);
    for (int t = 0; t < bars.size(); t++) {
      double x = time.x(t);
      double open = price.y(bars.open()[t]);
      double close = price.y(bars.close()[t]);
      Markup.coordinate(wicks.append('M'), x).append(' ');
      Markup.coordinate(wicks, price.y(bars.high()[t])).append('V');
      Markup.coordinate(wicks, price.y(bars.low()[t]));
      // A body as high as a line at least, so that a bar that ends where it began is seen.
      double top = Math.min(open, close);
      double height = Math.max(1, Math.abs(open - close));
      body(bars.close()[t] >= bars.open()[t] ? rising : falling, x - half, top, 2 * half, height);
    }
    canvas.path("bw-wick", wicks);
    canvas.path("bw-rising", rising);
    canvas.path("bw-falling", falling);
  }

  private static void body(StringBuilder path, double x, double y, double width, double height) {
    Markup.coordinate(path.append('M'), x).append(' ');
    Markup.coordinate(path, y).append('h');
    Markup.coordinate(path, width).append('v');
    Markup.coordinate(path, height).append('h');
    Markup.coordinate(path, -width).append('Z');
  }
}
