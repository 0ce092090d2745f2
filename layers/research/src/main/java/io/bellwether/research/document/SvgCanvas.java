package io.bellwether.research.document;

/** Writes SVG elements, styled by class. Text is escaped; nothing is measured. */
public final class SvgCanvas implements Canvas {
  private final StringBuilder out = new StringBuilder(64 * 1024);

  /**
   * An SVG element to draw in; {@link #finish} closes it.
   *
   * @param attributes as they stand in the element, besides namespace and class
   */
  public SvgCanvas(String attributes, String title) {
    out.append("<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"bw-chart\" role=\"img\" ");
    out.append(attributes).append(">\n<title>").append(Markup.escape(title)).append("</title>\n");
  }

  /** Puts the style sheet in, for a drawing that stands alone. */
  public SvgCanvas styled() {
    out.append("<style>\n").append(DrawingStyle.CSS).append("</style>\n");
    return this;
  }

  /** Closes the element and hands it out. */
  public String finish() {
    return out.append("</svg>\n").toString();
  }

  @Override
  public void line(String style, double x1, double y1, double x2, double y2) {
    out.append("<line class=\"").append(style);
    attribute("\" x1=\"", x1);
    attribute("\" y1=\"", y1);
    attribute("\" x2=\"", x2);
    attribute("\" y2=\"", y2);
    out.append("\"/>\n");
  }

  @Override
  public void rect(String style, double x, double y, double width, double height) {
    out.append("<rect class=\"").append(style);
    attribute("\" x=\"", x);
    attribute("\" y=\"", y);
    attribute("\" width=\"", width);
    attribute("\" height=\"", height);
    out.append("\"/>\n");
  }

  @Override
  public void path(String style, CharSequence data) {
    if (!data.isEmpty()) {
      out.append("<path class=\"").append(style).append("\" d=\"").append(data).append("\"/>\n");
    }
  }

  @Override
  public void path(String style, CharSequence data, String tooltip) {
    out.append("<path class=\"").append(style).append("\" d=\"").append(data);
    out.append("\"><title>").append(Markup.escape(tooltip)).append("</title></path>\n");
  }

  @Override
  public void text(String style, double x, double y, String text) {
    out.append("<text class=\"bw-text ").append(style);
    attribute("\" x=\"", x);
    attribute("\" y=\"", y);
    out.append("\">").append(Markup.escape(text)).append("</text>\n");
  }

  private void attribute(String name, double value) {
    Markup.coordinate(out.append(name), value);
  }
}
