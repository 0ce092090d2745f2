package io.bellwether.workbench.pdf;

import io.bellwether.research.document.Canvas;
import io.bellwether.research.document.DrawingStyle;

/** A figure's canvas on a page: the drawing's units, scaled to points. */
final class PdfCanvas implements Canvas {
  private final Page page;
  private final Typeface typeface;
  private final double left;
  private final double top;
  private final double scale;

  PdfCanvas(Page page, Typeface typeface, double left, double top, double scale) {
    this.page = page;
    this.typeface = typeface;
    this.left = left;
    this.top = top;
    this.scale = scale;
  }

  @Override
  public void line(String style, double x1, double y1, double x2, double y2) {
    paint(style, "M%s %sL%s %s".formatted(plain(x1), plain(y1), plain(x2), plain(y2)));
  }

  @Override
  public void rect(String style, double x, double y, double width, double height) {
    paint(
        style,
        "M%s %sh%sv%sh%sZ"
            .formatted(plain(x), plain(y), plain(width), plain(height), plain(-width)));
  }

  @Override
  public void path(String style, CharSequence data) {
    if (!data.isEmpty()) {
      paint(style, data);
    }
  }

  @Override
  public void path(String style, CharSequence data, String tooltip) {
    path(style, data);
  }

  @Override
  public void text(String style, double x, double y, String text) {
    DrawingStyle.Look look = DrawingStyle.of("bw-text " + style);
    double size = look.fontSize() * scale;
    double width = typeface.width(text, size);
    double shift =
        switch (look.anchor()) {
          case START -> 0;
          case MIDDLE -> width / 2;
          case END -> width;
        };
    page.text(
        text,
        left + x * scale - shift,
        top + y * scale,
        size,
        Page.color(look.fill().orElse("000000")),
        look.bold());
  }

  private void paint(String style, CharSequence data) {
    page.path(data, left, top, scale, DrawingStyle.of(style));
  }

  /** Without an exponent, which path data here does not have. */
  private static String plain(double value) {
    return Double.toString(Math.rint(value * 1000) / 1000);
  }
}
