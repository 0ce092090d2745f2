package io.bellwether.cloud.dynamo;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.security.SecureRandom;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AttemptTokensTest {
  @Test
  void noTwoProcessesAndNoTwoWritesShareAToken() {
    Set<String> tokens = new HashSet<>();
    for (int process = 0; process < 20; process++) {
      AttemptTokens attempts = AttemptTokens.drawn(new SecureRandom());
      for (int write = 0; write < 50; write++) {
        tokens.add(attempts.next());
      }
    }
    assertEquals(1_000, tokens.size());
  }
}
