package io.bellwether.research.document;

import java.util.List;

/** A part of a document, from the top of the page downwards. */
public sealed interface Block {
  /** The heading of what follows. */
  record Section(String title) implements Block {}

  /** A paragraph in small print. */
  record Note(String text) implements Block {}

  /** The numbers to see first, side by side. */
  record Cards(List<Card> cards) implements Block {
    public Cards {
      cards = List.copyOf(cards);
    }
  }

  /** One number and what it is. */
  record Card(String label, String value, Tone tone) {}

  /** Terms and what they stand for, one below the other. */
  record Definitions(List<Definition> definitions) implements Block {
    public Definitions {
      definitions = List.copyOf(definitions);
    }
  }

  /** A term and what it stands for. */
  record Definition(String term, String text) {}

  /**
   * A picture.
   *
   * @param description what it shows, for those who do not see it
   * @param height in units of which a line of text is about 16 high; the width is the page's
   */
  record Figure(String description, double height, Drawing drawing) implements Block {}

  /** A table; each row has a cell for each column. */
  record Table(List<Column> columns, List<List<Cell>> rows) implements Block {
    public Table {
      columns = List.copyOf(columns);
      rows = rows.stream().map(List::copyOf).toList();
      for (List<Cell> row : rows) {
        if (row.size() != columns.size()) {
          throw new IllegalArgumentException(
              "a row of %d cells in a table of %d columns".formatted(row.size(), columns.size()));
        }
      }
    }
  }

  /** The heading of a column and how its cells read. */
  record Column(String title, Align align) {}

  /** How the cells of a column read. */
  enum Align {
    /** From the left, on one line. */
    TEXT,
    /** Ending at the right. */
    NUMBER,
    /** From the left, in lines as the width allows. */
    PROSE
  }

  /** A cell; an empty text is an empty cell. */
  record Cell(String text, Tone tone) {
    /** An ordinary cell. */
    public static Cell of(String text) {
      return new Cell(text, Tone.PLAIN);
    }

    /** A cell whose sign can be seen. */
    public static Cell signed(String text, double value) {
      return new Cell(text, Tone.ofSign(value));
    }
  }

  /** What a text or a cell stands out by; never by colour alone. */
  enum Tone {
    PLAIN,
    /** Of less weight. */
    SOFT,
    STRONG,
    GAIN,
    LOSS,
    /** A background for a small gain, and so on. */
    UP1,
    UP2,
    UP3,
    DOWN1,
    DOWN2,
    DOWN3;

    /** Gain above 0, loss below. */
    public static Tone ofSign(double value) {
      return value > 0 ? GAIN : value < 0 ? LOSS : PLAIN;
    }
  }

  /** What draws a picture. */
  @FunctionalInterface
  interface Drawing {
    /**
     * Draws within a width; the height is the figure's.
     *
     * @param canvas whose origin is the top left, y downwards
     */
    void draw(Canvas canvas, double width);
  }
}
