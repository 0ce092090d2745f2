package io.bellwether.workbench.pdf;

import io.bellwether.research.document.DrawingStyle;
import java.awt.Color;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.graphics.state.PDExtendedGraphicsState;
import org.apache.pdfbox.pdmodel.graphics.state.RenderingMode;

/**
 * Draws on one page in points, with y downwards from the top edge. What cannot fail in memory is
 * unchecked here.
 */
final class Page {
  /** A stroke of this share of the font size around the glyphs makes them look bold. */
  private static final double BOLD = 0.035;

  private final PDPageContentStream content;
  private final Typeface typeface;
  private final double height;

  Page(PDPageContentStream content, Typeface typeface, double height) {
    this.content = content;
    this.typeface = typeface;
    this.height = height;
  }

  /** A drawing operation of PDFBox. */
  private interface Operation {
    void run() throws IOException;
  }

  private static void run(Operation operation) {
    try {
      operation.run();
    } catch (IOException e) {
      throw new UncheckedIOException("a page could not be written to memory", e);
    }
  }

  void text(String text, double x, double y, double size, Color color, boolean bold) {
    String printable = typeface.printable(text);
    if (printable.isBlank()) {
      return;
    }
    run(
        () -> {
          content.beginText();
          content.setFont(typeface.font(), (float) size);
          content.setNonStrokingColor(color);
          content.setRenderingMode(bold ? RenderingMode.FILL_STROKE : RenderingMode.FILL);
          if (bold) {
            content.setStrokingColor(color);
            content.setLineWidth((float) (size * BOLD));
            content.setLineDashPattern(new float[0], 0);
          }
          content.newLineAtOffset((float) x, (float) (height - y));
          content.showText(printable);
          content.endText();
        });
  }

  void rect(double x, double y, double width, double boxHeight, Color color) {
    run(
        () -> {
          content.setNonStrokingColor(color);
          content.addRect(
              (float) x, (float) (height - y - boxHeight), (float) width, (float) boxHeight);
          content.fill();
        });
  }

  void line(double x1, double y, double x2, double width, Color color) {
    run(
        () -> {
          content.setStrokingColor(color);
          content.setLineWidth((float) width);
          content.setLineDashPattern(new float[0], 0);
          content.moveTo((float) x1, (float) (height - y));
          content.lineTo((float) x2, (float) (height - y));
          content.stroke();
        });
  }

  /**
   * Paints a path of a drawing.
   *
   * @param scale points for a unit of the drawing
   */
  void path(CharSequence data, double left, double top, double scale, DrawingStyle.Look look) {
    boolean strokes = look.stroke().isPresent();
    boolean fills = look.fill().isPresent();
    run(
        () -> {
          content.saveGraphicsState();
          if (strokes && look.strokeFirst()) {
            stroke(data, left, top, scale, look);
          }
          if (fills) {
            fill(data, left, top, scale, look);
          }
          if (strokes && !look.strokeFirst()) {
            stroke(data, left, top, scale, look);
          }
          content.restoreGraphicsState();
        });
  }

  private void stroke(
      CharSequence data, double left, double top, double scale, DrawingStyle.Look look)
      throws IOException {
    content.setStrokingColor(color(look.stroke().orElseThrow()));
    content.setLineWidth((float) (look.strokeWidth() * scale));
    content.setLineJoinStyle(1);
    content.setLineDashPattern(dashes(look.dashes(), scale), 0);
    follow(data, left, top, scale);
    content.stroke();
  }

  private void fill(
      CharSequence data, double left, double top, double scale, DrawingStyle.Look look)
      throws IOException {
    content.setNonStrokingColor(color(look.fill().orElseThrow()));
    if (look.fillOpacity() < 1) {
      PDExtendedGraphicsState state = new PDExtendedGraphicsState();
      state.setNonStrokingAlphaConstant((float) look.fillOpacity());
      content.setGraphicsStateParameters(state);
    }
    follow(data, left, top, scale);
    content.fill();
  }

  private void follow(CharSequence data, double left, double top, double scale) throws IOException {
    PathData.follow(
        data,
        new PathData.Pen() {
          @Override
          public void moveTo(double x, double y) throws IOException {
            content.moveTo((float) (left + x * scale), (float) (height - top - y * scale));
          }

          @Override
          public void lineTo(double x, double y) throws IOException {
            content.lineTo((float) (left + x * scale), (float) (height - top - y * scale));
          }

          @Override
          public void close() throws IOException {
            content.closePath();
          }
        });
  }

  private static float[] dashes(List<Double> lengths, double scale) {
    float[] dashes = new float[lengths.size()];
    for (int i = 0; i < dashes.length; i++) {
      dashes[i] = (float) (lengths.get(i) * scale);
    }
    return dashes;
  }

  static Color color(String hex) {
    return new Color(Integer.parseInt(hex, 16));
  }

  void close() {
    run(content::close);
  }
}
