package io.bellwether.trading.analysis;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Keeps short texts in the ledger and long ones in the archive. A text is in the archive before the
 * ledger names it, so whoever is killed in between leaves at most a text that nothing names.
 */
public final class StoredTexts {
  /**
   * Longer texts are archived. An item of the ledger may have 400 KB and holds a prompt, an answer
   * and what became of them.
   */
  public static final int INLINE_BYTES = 100 * 1024;

  private static final Pattern KEY =
      Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]*(/[A-Za-z0-9_-][A-Za-z0-9._-]*)*");

  private static final int KEY_LENGTH = 512;

  private final TextArchive archive;

  public StoredTexts(TextArchive archive) {
    this.archive = archive;
  }

  /**
   * Stores a text, in the archive if it is long. The same key and text again is harmless.
   *
   * @param key where the archive keeps it, unique to the text: such as {@code
   *     analyses/ID/prompt.txt}
   * @throws IllegalArgumentException if the key is not one, however short the text
   */
  public StoredText store(String key, String text) {
    requireKey(key);
    byte[] content = text.getBytes(StandardCharsets.UTF_8);
    if (content.length <= INLINE_BYTES) {
      return new StoredText(Optional.of(text), Optional.empty(), content.length);
    }
    archive.put(key, content);
    return new StoredText(Optional.empty(), Optional.of(key), content.length);
  }

  /**
   * The text.
   *
   * @throws ArchivedTextException if the archive has none under its key, or another
   */
  public String read(StoredText stored) {
    if (stored.text().isPresent()) {
      return stored.text().get();
    }
    String key = stored.archived().orElseThrow();
    byte[] content =
        archive
            .find(key)
            .orElseThrow(
                () ->
                    new ArchivedTextException(
                        "the archive has no '"
                            + key
                            + "': the text was kept its time and removed, or the archive is"
                            + " another than the one it was stored in"));
    if (content.length != stored.bytes()) {
      throw new ArchivedTextException(
          "'%s' has %d bytes in the archive and had %d when it was stored: it is another text"
              .formatted(key, content.length, stored.bytes()));
    }
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .decode(ByteBuffer.wrap(content))
          .toString();
    } catch (CharacterCodingException e) {
      throw new ArchivedTextException("'" + key + "' in the archive is no text in UTF-8", e);
    }
  }

  /**
   * Requires a key as {@link TextArchive} takes it. No part of it begins with a dot, so that it
   * leads nowhere else where keys are paths.
   */
  public static String requireKey(String key) {
    if (key.length() > KEY_LENGTH || !KEY.matcher(key).matches()) {
      throw new IllegalArgumentException(
          "an archive's key is parts of letters, digits and -._, separated by /, none of which"
              + " begins with a dot, at most "
              + KEY_LENGTH
              + " characters in all; not '"
              + key
              + "'");
    }
    return key;
  }
}
