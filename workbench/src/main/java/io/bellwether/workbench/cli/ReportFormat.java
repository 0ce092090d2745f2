package io.bellwether.workbench.cli;

import io.bellwether.research.report.ReportDirectory;
import io.bellwether.research.report.TearSheet;
import io.bellwether.research.report.TearSheetDocument;
import io.bellwether.research.report.TimeFormat;
import io.bellwether.workbench.pdf.Paper;
import io.bellwether.workbench.pdf.PdfDocument;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** What {@code --report} asks for. */
enum ReportFormat {
  /** Tables, chart and summary alone. */
  NONE,
  /** Beside them {@code report.html}. */
  HTML,
  /** Beside them {@code report.html} and {@code report.pdf}. */
  PDF;

  /** On paper, the first and the last of more trades than this. */
  private static final int PRINTED_TRADES = 80;

  /** The format of an option's value. */
  static ReportFormat parse(String option) {
    return switch (option) {
      case "none" -> NONE;
      case "html" -> HTML;
      case "pdf" -> PDF;
      default ->
          throw InputException.usage("--report must be none, html or pdf, not '" + option + "'");
    };
  }

  /** Writes a run's results. */
  void write(TearSheet sheet, Path output, TimeFormat times) throws IOException {
    Map<String, byte[]> others =
        this == PDF
            ? Map.of(
                "report.pdf",
                PdfDocument.render(TearSheetDocument.of(sheet, times, PRINTED_TRADES), Paper.A4))
            : Map.of();
    OutputDirectory.write(
        output, () -> ReportDirectory.write(sheet, output, times, this != NONE, others));
  }
}
