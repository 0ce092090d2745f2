package io.bellwether.trading;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;

/**
 * Identifiers derived from what they identify, never random: the same decision taken twice has the
 * same id, so that the second can be recognised.
 */
public final class Identifiers {
  private static final String PREFIX = "bw-";
  private static final char[] BASE32 = "abcdefghijklmnopqrstuvwxyz234567".toCharArray();
  private static final int HASH_CHARACTERS = 26;

  private Identifiers() {}

  /**
   * The id of a signal. The strategy's version is not part of it: activating a new version between
   * two ticks of one bar cannot order twice.
   *
   * @param bar the start of the bar decided on
   */
  public static String signal(
      String stage, String account, String strategy, String symbol, Instant bar) {
    return strategy
        + "-"
        + bar.toString().replaceAll("[-:]", "")
        + "-"
        + hash(stage, account, strategy, symbol, bar.toString()).substring(0, 10);
  }

  /**
   * The client order id of one order: at most 36 characters (Bybit's limit), unique per signal, leg
   * and sequence.
   */
  public static String clientOrder(String signalId, String leg, int sequence) {
    return PREFIX + hash(signalId, leg, Integer.toString(sequence)).substring(0, HASH_CHARACTERS);
  }

  /**
   * The name of something that people are to be told once.
   *
   * @param kind a word in front, for people
   * @param parts what tells it from others of its kind
   */
  public static String occurrence(String kind, String... parts) {
    return kind + "-" + hash(parts).substring(0, HASH_CHARACTERS);
  }

  /** Whether a client order id has the form this system gives. */
  public static boolean isOurs(String clientOrderId) {
    return clientOrderId.startsWith(PREFIX);
  }

  private static String hash(String... parts) {
    MessageDigest digest;
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
    for (String part : parts) {
      digest.update(part.getBytes(StandardCharsets.UTF_8));
      digest.update((byte) 0);
    }
    byte[] bytes = digest.digest();
    StringBuilder text = new StringBuilder();
    int buffer = 0;
    int bits = 0;
    for (byte b : bytes) {
      buffer = (buffer << 8 | (b & 0xff)) & 0xffff;
      bits += 8;
      while (bits >= 5) {
        bits -= 5;
        text.append(BASE32[buffer >> bits & 31]);
      }
    }
    return text.toString();
  }
}
