package io.bellwether.workbench.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bellwether.workbench.cli.TextTable.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextTableTest {
  @Test
  void alignsWordsLeftAndNumbersRight() {
    List<String> lines =
        TextTable.of(Column.text("name"), Column.number("count"))
            .row("a", "7")
            .row("longer", "12345678")
            .lines();

    assertEquals(List.of("name       count", "a              7", "longer  12345678"), lines);
  }

  @Test
  void wrapsWithinAColumnsLimit() {
    List<String> lines =
        TextTable.of(Column.text("zone", 9), Column.text("what"))
            .row("America/New_York", "the exchange's")
            .lines();

    assertEquals(List.of("zone      what", "America/  the exchange's", "New_York"), lines);
  }

  @Test
  void aTableWithoutTitlesHasNoHead() {
    assertEquals(
        List.of("a  b"), TextTable.of(Column.text(""), Column.text("")).row("a", "b").lines());
  }

  @Test
  void refusesARowOfAnotherLength() {
    TextTable table = TextTable.of(Column.text("one"));
    assertThrows(IllegalArgumentException.class, () -> table.row("a", "b"));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void wrappingLosesNothingAndKeepsToTheWidth(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<String> words = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      words.add("x".repeat(1 + random.nextInt(12)));
    }
    String text = String.join(" ", words);
    int width = 12 + random.nextInt(60);

    List<String> lines = TextTable.wrap(text, width);

    assertEquals(text, String.join(" ", lines), () -> "seed " + seed);
    for (int i = 0; i < lines.size(); i++) {
      int line = i;
      assertTrue(lines.get(i).length() <= width, () -> "seed " + seed + ", line " + line);
      if (i > 0) {
        // No line is broken early: its first word did not fit the one before.
        String first = lines.get(i).split(" ")[0];
        assertTrue(
            lines.get(i - 1).length() + 1 + first.length() > width,
            () -> "seed " + seed + ", line " + line);
      }
    }
  }
}
