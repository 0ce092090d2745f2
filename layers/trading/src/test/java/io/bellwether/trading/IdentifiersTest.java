package io.bellwether.trading;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdentifiersTest {
  private static final Instant BAR = Instant.parse("2026-11-20T20:30:00Z");

  /** Ids are kept by brokers and in the ledger: a change of the derivation could order twice. */
  @Test
  void idsNeverChangeFromOneReleaseToTheNext() {
    String signal = Identifiers.signal("paper", "paper-1", "ema-crossover", "TQQQ", BAR);
    assertEquals("ema-crossover-20261120T203000Z-e2fh7uilip", signal);
    assertEquals("bw-szs4v63o2shrq6pg4dm2cqahhq", Identifiers.clientOrder(signal, "TQQQ-entry", 0));
  }

  @ParameterizedTest
  @ValueSource(longs = {13, 20261120})
  void theHashIsBase32OfSha256OfTheParts(long seed) throws NoSuchAlgorithmException {
    Random random = new Random(seed);
    for (int run = 0; run < 500; run++) {
      String signal = "signal-" + random.nextLong();
      int sequence = random.nextInt(100);
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      byte[] bytes =
          sha.digest((signal + "\0leg\0" + sequence + "\0").getBytes(StandardCharsets.UTF_8));
      // 26 digits of 5 bits are the upper 130 of 256.
      String digits = new BigInteger(1, bytes).shiftRight(126).toString(32);
      StringBuilder expected = new StringBuilder("bw-");
      for (char digit : "0".repeat(26 - digits.length()).concat(digits).toCharArray()) {
        int value = Character.digit(digit, 32);
        expected.append((char) (value < 26 ? 'a' + value : '2' + value - 26));
      }
      assertEquals(
          expected.toString(), Identifiers.clientOrder(signal, "leg", sequence), "seed " + seed);
    }
  }

  @Test
  void aSignalOfTheSameBarHasTheSameIdAndAnyOtherHasAnother() {
    String id = Identifiers.signal("paper", "a", "rsi2", "TQQQ", BAR);
    assertEquals(id, Identifiers.signal("paper", "a", "rsi2", "TQQQ", BAR));
    assertNotEquals(id, Identifiers.signal("live", "a", "rsi2", "TQQQ", BAR));
    assertNotEquals(id, Identifiers.signal("paper", "b", "rsi2", "TQQQ", BAR));
    assertNotEquals(id, Identifiers.signal("paper", "a", "rsi3", "TQQQ", BAR));
    assertNotEquals(id, Identifiers.signal("paper", "a", "rsi2", "SQQQ", BAR));
    assertNotEquals(id, Identifiers.signal("paper", "a", "rsi2", "TQQQ", BAR.plusSeconds(60)));
  }

  @Test
  void aSignalsIdSaysStrategyAndBar() {
    assertTrue(
        Identifiers.signal("paper", "a", "rsi2", "TQQQ", BAR).startsWith("rsi2-20261120T203000Z-"));
  }

  @Test
  void partsDoNotRunIntoEachOther() {
    assertNotEquals(
        Identifiers.signal("paper", "ab", "rsi2", "TQQQ", BAR),
        Identifiers.signal("paper", "a", "brsi2", "TQQQ", BAR));
    assertNotEquals(
        Identifiers.clientOrder("s", "leg1", 1), Identifiers.clientOrder("s", "leg", 11));
  }

  @Test
  void clientOrderIdsFitEveryBrokerAndAreDistinct() {
    Set<String> ids = new HashSet<>();
    for (int signal = 0; signal < 100; signal++) {
      for (String leg : new String[] {"TQQQ-entry", "TQQQ-exit", "TQQQ-stop"}) {
        for (int sequence = 0; sequence < 10; sequence++) {
          String id = Identifiers.clientOrder("signal-" + signal, leg, sequence);
          assertTrue(id.matches("bw-[a-z2-7]{26}"), id);
          assertTrue(id.length() <= 36, "Bybit accepts 36 characters");
          assertTrue(Identifiers.isOurs(id));
          assertTrue(ids.add(id), "twice: " + id);
        }
      }
    }
  }

  @Test
  void anIdABrokerMadeUpIsNotOurs() {
    assertFalse(Identifiers.isOurs("61e69015-8549-4bfd-b9c3-01e75843f47d"));
    assertFalse(Identifiers.isOurs(""));
  }
}
