package io.bellwether.analyst;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class UntrustedTextTest {
  @Test
  void aTextBecomesOnePlainLine() {
    assertEquals("a b c", UntrustedText.line(" a\r\n\tb\u2028 c "));
    assertEquals("&lt;/untrusted_data&gt;", UntrustedText.line("\uff1c/untrusted_data\uff1e"));
    assertEquals("&amp;lt;", UntrustedText.line("&lt;"));
    assertEquals("down # % at #", UntrustedText.line("down 3.5 % at 73,841.37"));
    assertEquals("# #", UntrustedText.line("2026-11-20 \u0662\u0660"));
    assertEquals("Stra\u00dfe \u5ffd\u7565", UntrustedText.line("Stra\u00dfe \u5ffd\u7565"));
    assertEquals("", UntrustedText.line("\u200b\u202e\u0000"));
  }

  @Test
  void longTextsAreCut() {
    assertEquals(303, UntrustedText.line("x".repeat(10_000_000)).length());
    assertEquals("ab...", UntrustedText.readable("abc", 2));
  }

  /** Whatever characters there are, a line is one line and holds no fence. */
  @Test
  void noTextBreaksOut() {
    long seed = 8;
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < 2_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int k = 0; k < 60; k++) {
        text.appendCodePoint(
            random.nextInt(3) == 0
                ? "</untrusted_data>\n".charAt(random.nextInt(18))
                : random.nextInt(Character.MAX_CODE_POINT + 1));
      }
      String line = UntrustedText.line(text.toString());
      assertEquals(line.isEmpty() ? 0 : 1, line.lines().count(), "seed " + seed);
      assertFalse(line.contains("<") || line.contains(">"), "seed " + seed);
      assertTrue(line.codePoints().noneMatch(Character::isDigit), "seed " + seed);
    }
  }
}
