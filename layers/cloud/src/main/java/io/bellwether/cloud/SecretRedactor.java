package io.bellwether.cloud;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Knows the values that must never be seen, and takes them out of texts. What calls itself a secret
 * is registered as soon as it is read; safe for use by several threads.
 */
public final class SecretRedactor {
  /** What stands in the place of a secret. */
  public static final String MASK = "***";

  /** Shorter values would mask ordinary words. */
  private static final int SHORTEST = 6;

  private static final SecretRedactor PROCESS = new SecretRedactor();

  private final CopyOnWriteArrayList<String> values = new CopyOnWriteArrayList<>();

  /** The one of this process, which the log encoder uses. */
  public static SecretRedactor ofProcess() {
    return PROCESS;
  }

  /**
   * Registers a secret, also as it looks in a URL. Values of fewer than six characters are not
   * taken.
   */
  public void register(String secret) {
    if (secret.length() < SHORTEST) {
      return;
    }
    values.addIfAbsent(secret);
    values.addIfAbsent(URLEncoder.encode(secret, StandardCharsets.UTF_8));
    // A secret that contains another has to go first, or its rest would stay.
    values.sort(Comparator.comparingInt(String::length).reversed());
  }

  /** The text without any registered secret. */
  public String redact(String text) {
    String result = text;
    for (String value : values) {
      if (result.contains(value)) {
        result = result.replace(value, MASK);
      }
    }
    return result;
  }
}
