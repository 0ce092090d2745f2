package io.bellwether.research.document;

import java.util.List;
import java.util.Locale;

/**
 * A document as one HTML file: style and pictures inline, no script, nothing fetched. Every text is
 * escaped. Light or dark as the reader's system is, light on paper, whatever its size.
 */
public final class HtmlDocument {
  /** The width figures are drawn to: that of the page's content. */
  private static final int WIDTH = 960;

  private final StringBuilder out = new StringBuilder(128 * 1024);

  private HtmlDocument() {}

  /** The HTML text. */
  public static String render(Document document) {
    HtmlDocument html = new HtmlDocument();
    html.document(document);
    return html.out.toString();
  }

  private void document(Document document) {
    out.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
    out.append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    out.append("<meta name=\"color-scheme\" content=\"light dark\">\n");
    element("title", "", document.title());
    out.append("<style>\n").append(HtmlStyle.CSS).append(DrawingStyle.CSS);
    out.append("</style>\n</head>\n<body>\n<main>\n<header>\n");
    element("p", "kind", document.kind());
    element("h1", "", document.heading());
    element("p", "meta", document.subtitle());
    out.append("</header>\n");
    document.blocks().forEach(this::block);
    out.append("<footer>\n");
    element("p", "note", document.footer());
    out.append("</footer>\n</main>\n</body>\n</html>\n");
  }

  private void block(Block block) {
    switch (block) {
      case Block.Section section -> element("h2", "", section.title());
      case Block.Note note -> element("p", "note", note.text());
      case Block.Cards cards -> cards(cards);
      case Block.Definitions definitions -> definitions(definitions);
      case Block.Figure figure -> figure(figure);
      case Block.Table table -> table(table);
    }
  }

  private void cards(Block.Cards cards) {
    out.append("<section class=\"cards\">\n");
    for (Block.Card card : cards.cards()) {
      out.append("<div class=\"card\">");
      element("span", "label", card.label());
      element("span", ("value " + style(card.tone())).strip(), card.value());
      out.append("</div>\n");
    }
    out.append("</section>\n");
  }

  private void definitions(Block.Definitions definitions) {
    out.append("<dl>\n");
    for (Block.Definition definition : definitions.definitions()) {
      element("dt", "", definition.term());
      element("dd", "", definition.text());
    }
    out.append("</dl>\n");
  }

  private void figure(Block.Figure figure) {
    long height = Math.round(figure.height());
    String size = "viewBox=\"0 0 %d %d\"".formatted(WIDTH, height);
    SvgCanvas canvas = new SvgCanvas(size, figure.description());
    figure.drawing().draw(canvas, WIDTH);
    out.append("<figure>\n").append(canvas.finish()).append("</figure>\n");
  }

  private void table(Block.Table table) {
    out.append("<div class=\"scroll\"><table><thead><tr>");
    for (Block.Column column : table.columns()) {
      element("th", style(column.align()), column.title());
    }
    out.append("</tr></thead>\n<tbody>\n");
    for (List<Block.Cell> row : table.rows()) {
      out.append("<tr>");
      for (int i = 0; i < row.size(); i++) {
        String align = style(table.columns().get(i).align());
        element("td", (align + " " + style(row.get(i).tone())).strip(), row.get(i).text());
      }
      out.append("</tr>\n");
    }
    out.append("</tbody></table></div>\n");
  }

  private static String style(Block.Align align) {
    return align == Block.Align.TEXT ? "" : align.name().toLowerCase(Locale.ROOT);
  }

  private static String style(Block.Tone tone) {
    return tone == Block.Tone.PLAIN ? "" : tone.name().toLowerCase(Locale.ROOT);
  }

  private void element(String name, String style, String text) {
    out.append('<').append(name);
    if (!style.isEmpty()) {
      out.append(" class=\"").append(style).append('"');
    }
    out.append('>').append(Markup.escape(text)).append("</").append(name).append(">\n");
  }
}
