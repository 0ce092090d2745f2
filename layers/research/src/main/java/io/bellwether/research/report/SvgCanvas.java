package io.bellwether.research.report;

/** Writes SVG elements, styled by class. Text is escaped; nothing is measured. */
final class SvgCanvas {
  private final StringBuilder out = new StringBuilder(64 * 1024);

  SvgCanvas open(String element, String attributes) {
    out.append('<').append(element).append(' ').append(attributes).append(">\n");
    return this;
  }

  SvgCanvas close(String element) {
    out.append("</").append(element).append(">\n");
    return this;
  }

  SvgCanvas raw(String markup) {
    out.append(markup);
    return this;
  }

  void line(String style, double x1, double y1, double x2, double y2) {
    out.append("<line class=\"").append(style);
    attribute("\" x1=\"", x1);
    attribute("\" y1=\"", y1);
    attribute("\" x2=\"", x2);
    attribute("\" y2=\"", y2);
    out.append("\"/>\n");
  }

  void rect(String style, double x, double y, double width, double height) {
    out.append("<rect class=\"").append(style);
    attribute("\" x=\"", x);
    attribute("\" y=\"", y);
    attribute("\" width=\"", width);
    attribute("\" height=\"", height);
    out.append("\"/>\n");
  }

  /** A path; without any data, nothing. */
  void path(String style, CharSequence data) {
    if (!data.isEmpty()) {
      out.append("<path class=\"").append(style).append("\" d=\"").append(data).append("\"/>\n");
    }
  }

  /** A path that says more when pointed at. */
  void path(String style, CharSequence data, String tooltip) {
    out.append("<path class=\"").append(style).append("\" d=\"").append(data);
    out.append("\"><title>").append(Markup.escape(tooltip)).append("</title></path>\n");
  }

  void text(String style, double x, double y, String text) {
    out.append("<text class=\"").append(style);
    attribute("\" x=\"", x);
    attribute("\" y=\"", y);
    out.append("\">").append(Markup.escape(text)).append("</text>\n");
  }

  private void attribute(String name, double value) {
    Markup.coordinate(out.append(name), value);
  }

  @Override
  public String toString() {
    return out.toString();
  }
}
