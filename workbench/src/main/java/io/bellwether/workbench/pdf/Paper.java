package io.bellwether.workbench.pdf;

import org.apache.pdfbox.pdmodel.common.PDRectangle;

/** The size of a page. */
public enum Paper {
  A4(PDRectangle.A4),
  LETTER(PDRectangle.LETTER);

  private final PDRectangle size;

  Paper(PDRectangle size) {
    this.size = size;
  }

  PDRectangle size() {
    return size;
  }
}
