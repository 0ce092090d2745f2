package io.bellwether.trading.analysis;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Keeps short texts in the ledger and long ones in the archive. A text is in the archive before the
 * ledger names it, so whoever is killed in between leaves at most a text that nothing names. Its
 * place there ends in its digest: of two runs that store different texts under one key, neither
 * takes the other's away, and what is read is what was stored.
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
  private static final int DIGEST_BYTES = 16;

  private final TextArchive archive;

  public StoredTexts(TextArchive archive) {
    this.archive = archive;
  }

  /**
   * Stores a text, in the archive if it is long. The same key and text again is harmless.
   *
   * @param key what the text is, such as {@code analyses/ID/prompt}; the archive keeps it there,
   *     followed by its digest
   * @throws IllegalArgumentException if the key is not one, however short the text
   */
  public StoredText store(String key, String text) {
    requireKey(key);
    byte[] content = text.getBytes(StandardCharsets.UTF_8);
    if (content.length <= INLINE_BYTES) {
      return new StoredText(Optional.of(text), Optional.empty(), content.length);
    }
    String place = key + "." + digest(content);
    archive.put(place, content);
    return new StoredText(Optional.empty(), Optional.of(place), content.length);
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
    if (!key.endsWith("." + digest(content))) {
      throw new ArchivedTextException(
          "'%s' in the archive is not the text that was stored there: somebody changed it"
              .formatted(key));
    }
    return new String(content, StandardCharsets.UTF_8);
  }

  /** SHA-256 in hexadecimal, cut to 128 bits: nobody has found two texts of one. */
  private static String digest(byte[] content) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
      return HexFormat.of().formatHex(digest, 0, DIGEST_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
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
