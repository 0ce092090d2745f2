package io.bellwether.trading.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoredTextsTest {
  private static final String KEY = "analyses/dev-rsi2-2026-11-20/prompt";

  private final MemoryArchive archive = new MemoryArchive();
  private final StoredTexts texts = new StoredTexts(archive);

  @Test
  void aShortTextStaysInTheLedger() {
    String text = "x".repeat(StoredTexts.INLINE_BYTES);
    StoredText stored = texts.store(KEY, text);
    assertEquals(new StoredText(Optional.of(text), Optional.empty(), text.length()), stored);
    assertTrue(archive.find(KEY).isEmpty());
    assertEquals(text, texts.read(stored));
  }

  @Test
  void aLongTextIsArchivedAndReadBack() {
    // Two bytes a letter: it is bytes that count, not letters.
    String text = "ä".repeat(StoredTexts.INLINE_BYTES / 2) + "!";
    StoredText stored = texts.store(KEY, text);
    assertTrue(stored.archived().orElseThrow().startsWith(KEY + "."));
    assertEquals(StoredTexts.INLINE_BYTES + 1, stored.bytes());
    assertEquals(text, texts.read(stored));
    assertEquals(stored, texts.store(KEY, text));
  }

  @Test
  void aTextThatIsGoneOrAnotherIsSaidToBe() {
    String text = "a".repeat(StoredTexts.INLINE_BYTES + 1);
    StoredText stored = texts.store(KEY, text);
    assertThrows(
        ArchivedTextException.class, () -> new StoredTexts(new MemoryArchive()).read(stored));
    String place = stored.archived().orElseThrow();
    archive.put(place, "other".getBytes(StandardCharsets.UTF_8));
    assertThrows(ArchivedTextException.class, () -> texts.read(stored));
  }

  @Test
  void twoTextsOfOneKeyStayTwo() {
    String one = "1".repeat(StoredTexts.INLINE_BYTES + 1);
    String two = "2".repeat(StoredTexts.INLINE_BYTES + 1);
    StoredText first = texts.store(KEY, one);
    StoredText second = texts.store(KEY, two);
    assertEquals(one, texts.read(first));
    assertEquals(two, texts.read(second));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        "/etc/passwd",
        "a//b",
        "a/",
        "../x",
        "a/../b",
        "a/./b",
        "a/.hidden",
        "a b",
        "a\\b",
        "a%2e%2e",
        "ä",
        "a\n"
      })
  void whatIsNoKeyIsRefusedHoweverShortTheText(String key) {
    assertThrows(IllegalArgumentException.class, () -> texts.store(key, "text"));
  }

  @Test
  void aKeyHasAnEnd() {
    assertThrows(IllegalArgumentException.class, () -> texts.store("a".repeat(513), "text"));
  }
}
