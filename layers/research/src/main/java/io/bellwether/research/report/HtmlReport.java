package io.bellwether.research.report;

import io.bellwether.research.document.HtmlDocument;

/** The tear sheet as one HTML file that needs nothing else. */
public final class HtmlReport {
  /** More rows than this help nobody in a browser; the CSV has all. */
  private static final int MAX_TRADES = 1_000;

  private HtmlReport() {}

  /** The HTML document. */
  public static String render(TearSheet sheet, TimeFormat times) {
    return HtmlDocument.render(TearSheetDocument.of(sheet, times, MAX_TRADES));
  }
}
