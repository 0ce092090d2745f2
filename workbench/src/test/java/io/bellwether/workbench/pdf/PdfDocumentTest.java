package io.bellwether.workbench.pdf;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bellwether.research.document.Block;
import io.bellwether.research.document.Block.Align;
import io.bellwether.research.document.Block.Cell;
import io.bellwether.research.document.Block.Column;
import io.bellwether.research.document.Block.Tone;
import io.bellwether.research.document.Document;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** PDFs as a reader finds them: the text on their pages, read back by PDFBox. */
class PdfDocumentTest {
  private static final Block.Figure FIGURE =
      new Block.Figure(
          "A cross",
          100,
          (canvas, width) -> {
            canvas.line("bw-grid", 0, 0, width, 100);
            canvas.rect("bw-drawdown", 10, 10, 20, 20);
            canvas.path("bw-mark bw-long", "M10 10L20 10V30H10h-2v-3Z", "not shown");
            canvas.text("bw-label bw-end", width, 50, "at the right");
          });

  @ParameterizedTest
  @EnumSource
  void everyBlockIsOnThePages(Paper paper) throws IOException {
    byte[] bytes =
        PdfDocument.render(
            document(
                List.of(
                    new Block.Cards(List.of(new Block.Card("Return", "12.30 %", Tone.GAIN))),
                    new Block.Section("Picture"),
                    FIGURE,
                    new Block.Section("Table"),
                    table(3),
                    new Block.Definitions(List.of(new Block.Definition("Costs", "alpaca"))),
                    new Block.Note("small print"))),
            paper);
    String text = text(bytes);
    for (String part :
        List.of(
            "rsi2 on TQQQ",
            "BACKTEST",
            "Return",
            "12.30 %",
            "Picture",
            "at the right",
            "Table",
            "row 0",
            "row 2",
            "alpaca",
            "small print",
            "no advice",
            "1 of 1")) {
      assertTrue(text.contains(part), part + " in " + text);
    }
  }

  @Test
  void theSameDocumentGivesTheSameBytes() {
    Document document = document(List.of(FIGURE, table(100)));
    assertArrayEquals(
        PdfDocument.render(document, Paper.A4), PdfDocument.render(document, Paper.A4));
  }

  @Test
  void aTableGoesOnWithItsHeadOnTheNextPage() throws IOException {
    byte[] bytes = PdfDocument.render(document(List.of(table(200))), Paper.A4);
    try (PDDocument pdf = Loader.loadPDF(bytes)) {
      int pages = pdf.getNumberOfPages();
      assertTrue(pages >= 3, "pages " + pages);
      List<String> rows = new ArrayList<>();
      for (int page = 1; page <= pages; page++) {
        String text = text(pdf, page);
        assertTrue(text.contains("Formula"), "page " + page + " has no head");
        assertTrue(text.contains(page + " of " + pages));
        text.lines().filter(line -> line.startsWith("row ")).forEach(rows::add);
      }
      assertEquals(200, rows.size());
      assertTrue(rows.getLast().startsWith("row 199"), rows.getLast());
    }
  }

  @Test
  void aHeadingStaysWithWhatItHeads() throws IOException {
    for (int rows : new int[] {47, 48, 49}) {
      byte[] bytes =
          PdfDocument.render(
              document(List.of(table(rows), new Block.Section("The heading"), table(5))), Paper.A4);
      try (PDDocument pdf = Loader.loadPDF(bytes)) {
        for (int page = 1; page <= pdf.getNumberOfPages(); page++) {
          String text = text(pdf, page);
          if (text.contains("The heading")) {
            String after = text.substring(text.indexOf("The heading"));
            assertTrue(after.contains("row 1 "), rows + " rows: " + after);
          }
        }
      }
    }
  }

  @Test
  void nothingLeavesThePage() throws IOException {
    String word = "unbreakable".repeat(40);
    List<Cell> wide = new ArrayList<>();
    List<Column> columns = new ArrayList<>();
    for (int i = 0; i < 14; i++) {
      columns.add(new Column("A long heading of a column", Align.NUMBER));
      wide.add(Cell.of("1,234,567,890.12"));
    }
    byte[] bytes =
        PdfDocument.render(
            document(
                List.of(
                    new Block.Note(word),
                    new Block.Definitions(List.of(new Block.Definition(word, word))),
                    new Block.Table(columns, List.of(wide)))),
            Paper.LETTER);
    try (PDDocument pdf = Loader.loadPDF(bytes)) {
      Edges edges = new Edges();
      edges.getText(pdf);
      assertTrue(edges.right <= Paper.LETTER.size().getWidth() - 30, "right " + edges.right);
    }
  }

  @Test
  void whatTheFontLacksIsAQuestionMark() throws IOException {
    String text =
        text(
            PdfDocument.render(
                document(List.of(new Block.Note("Grüße · Ελλάδα \u0007 終 \uD83D\uDE00 end"))),
                Paper.A4));
    assertTrue(text.contains("Grüße · Ελλάδα"), text);
    assertTrue(text.contains("? ? ? end"), text);
  }

  @Test
  void theOneFontIsEmbedded() throws IOException {
    byte[] bytes = PdfDocument.render(document(List.of(FIGURE, table(3))), Paper.A4);
    try (PDDocument pdf = Loader.loadPDF(bytes)) {
      for (PDPage page : pdf.getPages()) {
        int fonts = 0;
        for (COSName name : page.getResources().getFontNames()) {
          assertTrue(page.getResources().getFont(name).isEmbedded(), name.getName());
          fonts++;
        }
        assertEquals(1, fonts);
      }
    }
  }

  @Test
  void pathDataThatIsNoneIsRefused() {
    PathData.Pen pen =
        new PathData.Pen() {
          @Override
          public void moveTo(double x, double y) {}

          @Override
          public void lineTo(double x, double y) {}

          @Override
          public void close() {}
        };
    assertThrows(IllegalArgumentException.class, () -> PathData.follow("M1 2C3 4", pen));
    assertThrows(IllegalArgumentException.class, () -> PathData.follow("M1", pen));
  }

  private static Document document(List<Block> blocks) {
    return new Document(
        "Backtest: rsi2", "Backtest", "rsi2 on TQQQ", "2010 to 2024", blocks, "no advice");
  }

  private static Block.Table table(int rows) {
    return new Block.Table(
        List.of(
            new Column("Metric", Align.TEXT),
            new Column("Value", Align.NUMBER),
            new Column("Formula", Align.PROSE)),
        IntStream.range(0, rows)
            .mapToObj(
                i ->
                    List.of(
                        Cell.of("row " + i),
                        new Cell("-1.0", i % 2 == 0 ? Tone.DOWN2 : Tone.STRONG),
                        Cell.of("mean of what is")))
            .toList());
  }

  private static String text(byte[] bytes) throws IOException {
    try (PDDocument pdf = Loader.loadPDF(bytes)) {
      return new PDFTextStripper().getText(pdf);
    }
  }

  private static String text(PDDocument pdf, int page) throws IOException {
    PDFTextStripper stripper = new PDFTextStripper();
    stripper.setStartPage(page);
    stripper.setEndPage(page);
    stripper.setSortByPosition(true);
    return stripper.getText(pdf);
  }

  /** Remembers how far to the right text goes. */
  private static final class Edges extends PDFTextStripper {
    private double right;

    @Override
    protected void processTextPosition(TextPosition text) {
      right = Math.max(right, text.getXDirAdj() + text.getWidthDirAdj());
      super.processTextPosition(text);
    }
  }
}
