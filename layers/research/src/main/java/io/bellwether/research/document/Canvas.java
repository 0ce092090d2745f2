package io.bellwether.research.document;

/**
 * Where figures are drawn: lines, rectangles, paths and text, styled by the names of {@link
 * DrawingStyle}. Coordinates are in units of a pixel, y downwards. Nothing is measured.
 */
public interface Canvas {
  /** A straight line. */
  void line(String style, double x1, double y1, double x2, double y2);

  /** A rectangle. */
  void rect(String style, double x, double y, double width, double height);

  /**
   * A path; without any data, nothing.
   *
   * @param data of SVG: the commands M, L, H, V and their relatives h, v, and Z
   */
  void path(String style, CharSequence data);

  /** A path that says more when pointed at, where the medium can be pointed at. */
  void path(String style, CharSequence data, String tooltip);

  /** A line of text. */
  void text(String style, double x, double y, String text);
}
