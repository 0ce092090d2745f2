package io.bellwether.workbench.pdf;

import io.bellwether.research.document.Block;
import io.bellwether.research.document.Document;
import java.awt.Color;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;

/**
 * A document as a PDF: its blocks from page to page, headings with what they head, heads of tables
 * repeated, each page numbered. The same document gives the same bytes.
 */
public final class PdfDocument {
  private static final double MARGIN = 40;

  /** Room at the bottom for the number of the page. */
  private static final double FOOT = 30;

  /** The width figures are drawn to before they are scaled to the page's. */
  private static final double FIGURE_WIDTH = 720;

  private static final double NOTE = 7.5;
  private static final int CARDS_PER_ROW = 4;
  private static final double CARD_HEIGHT = 36;
  private static final double SECTION_HEIGHT = 30;

  private final PDDocument pdf;
  private final Typeface typeface;
  private final PDRectangle size;
  private final double width;
  private final List<Page> pages = new ArrayList<>();
  private double y;
  private String heading = "";

  private PdfDocument(PDDocument pdf, Paper paper) throws IOException {
    this.pdf = pdf;
    this.typeface = Typeface.embeddedIn(pdf);
    this.size = paper.size();
    this.width = size.getWidth() - 2 * MARGIN;
  }

  /** The bytes of the file. */
  public static byte[] render(Document document, Paper paper) {
    try (PDDocument pdf = new PDDocument()) {
      // Else the file's id is made of the time, and no two runs are alike.
      pdf.setDocumentId(0L);
      pdf.getDocumentInformation().setTitle(document.title());
      pdf.getDocumentInformation().setCreator("Bellwether");
      PdfDocument layout = new PdfDocument(pdf, paper);
      layout.write(document);
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      pdf.save(bytes);
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException("a PDF could not be written to memory", e);
    }
  }

  private void write(Document document) throws IOException {
    newPage();
    text(document.kind().toUpperCase(Locale.ROOT), 8, PdfColors.ACCENT, true, 12);
    for (String line : typeface.wrap(document.heading(), 18, width)) {
      text(line, 18, PdfColors.INK, true, 22);
    }
    text(document.subtitle(), 8.5, PdfColors.SOFT, false, 12);
    y += 5;
    page().line(MARGIN, y, MARGIN + width, 1.5, PdfColors.ACCENT);
    y += 12;
    for (Block block : document.blocks()) {
      switch (block) {
        case Block.Section section -> heading = section.title();
        case Block.Note note -> note(note.text());
        case Block.Cards cards -> cards(cards);
        case Block.Definitions definitions -> definitions(definitions);
        case Block.Figure figure -> figure(figure);
        case Block.Table table -> table(table);
      }
    }
    y += 10;
    note(document.footer());
    number(document.title());
  }

  private Page page() {
    return pages.getLast();
  }

  private void newPage() throws IOException {
    PDPage page = new PDPage(size);
    pdf.addPage(page);
    PDPageContentStream content =
        new PDPageContentStream(pdf, page, PDPageContentStream.AppendMode.OVERWRITE, true);
    pages.add(new Page(content, typeface, size.getHeight()));
    y = MARGIN;
  }

  /** Begins a page if there is not so much room; draws the heading that was kept for the block. */
  private void begin(double needed) throws IOException {
    double head = heading.isEmpty() ? 0 : SECTION_HEIGHT;
    if (y + head + needed > size.getHeight() - MARGIN - FOOT && y > MARGIN) {
      newPage();
    }
    if (!heading.isEmpty()) {
      y += y > MARGIN ? 18 : 10;
      page().text(heading, MARGIN, y, 11.5, PdfColors.INK, true);
      y += 10;
      heading = "";
    }
  }

  private void text(String text, double fontSize, Color color, boolean bold, double line) {
    y += line;
    page().text(text, MARGIN, y - line * 0.25, fontSize, color, bold);
  }

  private void note(String text) throws IOException {
    List<String> lines = typeface.wrap(text, NOTE, width);
    begin(lines.size() * NOTE * 1.35 + 4);
    y += 3;
    for (String line : lines) {
      text(line, NOTE, PdfColors.SOFT, false, NOTE * 1.35);
    }
    y += 5;
  }

  private void cards(Block.Cards cards) throws IOException {
    double cell = width / CARDS_PER_ROW;
    int rows = (cards.cards().size() + CARDS_PER_ROW - 1) / CARDS_PER_ROW;
    begin(rows * CARD_HEIGHT);
    page().line(MARGIN, y, MARGIN + width, 0.5, PdfColors.RULE);
    for (int i = 0; i < cards.cards().size(); i++) {
      Block.Card card = cards.cards().get(i);
      double x = MARGIN + i % CARDS_PER_ROW * cell + 6;
      int row = i / CARDS_PER_ROW;
      double top = y + row * CARD_HEIGHT;
      page().text(typeface.fit(card.label(), 7, cell - 10), x, top + 12, 7, PdfColors.SOFT, false);
      page()
          .text(
              typeface.fit(card.value(), 12.5, cell - 10),
              x,
              top + 27,
              12.5,
              PdfColors.of(card.tone()),
              true);
      if (i % CARDS_PER_ROW == 0) {
        page().line(MARGIN, top + CARD_HEIGHT, MARGIN + width, 0.5, PdfColors.RULE);
      }
    }
    y += rows * CARD_HEIGHT + 8;
  }

  private void definitions(Block.Definitions definitions) throws IOException {
    double terms = 0;
    for (Block.Definition definition : definitions.definitions()) {
      terms = Math.max(terms, typeface.width(definition.term(), NOTE + 0.5));
    }
    terms = Math.min(terms, width / 3) + 14;
    for (Block.Definition definition : definitions.definitions()) {
      List<String> lines = typeface.wrap(definition.text(), NOTE + 0.5, width - terms);
      double line = (NOTE + 0.5) * 1.35;
      begin(lines.size() * line);
      String term = typeface.fit(definition.term(), NOTE + 0.5, terms - 8);
      page().text(term, MARGIN, y + line * 0.75, NOTE + 0.5, PdfColors.SOFT, false);
      for (String part : lines) {
        page().text(part, MARGIN + terms, y + line * 0.75, NOTE + 0.5, PdfColors.INK, false);
        y += line;
      }
      y += 2;
    }
  }

  private void figure(Block.Figure figure) throws IOException {
    double room = size.getHeight() - 2 * MARGIN - FOOT - SECTION_HEIGHT;
    double scale = Math.min(width / FIGURE_WIDTH, room / figure.height());
    double height = figure.height() * scale;
    begin(height);
    figure.drawing().draw(new PdfCanvas(page(), typeface, MARGIN, y, scale), width / scale);
    y += height + 4;
  }

  private void table(Block.Table block) throws IOException {
    PdfTable table = new PdfTable(block, typeface, MARGIN, width);
    // A heading, a head and two rows stay together; the rest breaks where the page ends.
    begin(table.headHeight() + (table.rows() > 0 ? 2 * table.rowHeight(0) : 0));
    table.head(page(), y);
    y += table.headHeight();
    for (int row = 0; row < table.rows(); row++) {
      if (y + table.rowHeight(row) > size.getHeight() - MARGIN - FOOT) {
        newPage();
        table.head(page(), y);
        y += table.headHeight();
      }
      table.row(page(), row, y);
      y += table.rowHeight(row);
    }
    y += 6;
  }

  private void number(String title) {
    double baseline = size.getHeight() - MARGIN + 6;
    for (int i = 0; i < pages.size(); i++) {
      String number = "%d of %d".formatted(i + 1, pages.size());
      double right = MARGIN + width - typeface.width(number, 7);
      pages.get(i).line(MARGIN, baseline - 11, MARGIN + width, 0.4, PdfColors.RULE);
      pages
          .get(i)
          .text(typeface.fit(title, 7, width - 60), MARGIN, baseline, 7, PdfColors.SOFT, false);
      pages.get(i).text(number, right, baseline, 7, PdfColors.SOFT, false);
      pages.get(i).close();
    }
  }
}
