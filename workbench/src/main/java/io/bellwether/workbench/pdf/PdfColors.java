package io.bellwether.workbench.pdf;

import io.bellwether.research.document.Block;
import java.awt.Color;

/** The colours of text and rules: those of the HTML page in light. */
final class PdfColors {
  static final Color INK = Page.color("1b2733");
  static final Color SOFT = Page.color("5b6b7b");
  static final Color RULE = Page.color("c4cdd6");
  static final Color ACCENT = Page.color("0072b2");
  private static final Color GAIN = Page.color("00705a");
  private static final Color LOSS = Page.color("b34a00");

  private PdfColors() {}

  static Color of(Block.Tone tone) {
    return switch (tone) {
      case GAIN -> GAIN;
      case LOSS -> LOSS;
      case SOFT -> SOFT;
      case PLAIN, STRONG, UP1, UP2, UP3, DOWN1, DOWN2, DOWN3 -> INK;
    };
  }
}
