package io.bellwether.market.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ApiKeyTest {
  /** OkHttp would refuse these too, and quote them. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "planted key",
        "planted\n",
        "planted\r\nX-Other: 1",
        "plant\u00e9d",
        "planted\u0000"
      })
  void whatNoHeaderTakesIsRefusedWithoutShowingIt(String part) {
    for (int i = 0; i < 2; i++) {
      String id = i == 0 ? part : "id";
      String secret = i == 0 ? "secret" : part;
      ApiKeyException e = assertThrows(ApiKeyException.class, () -> new ApiKey(id, secret));
      assertFalse(e.toString().contains("plant"), e.toString());
    }
  }

  @Test
  void thereIsNoBlankKey() {
    assertThrows(ApiKeyException.class, () -> ApiKey.of(" "));
  }

  @Test
  void bothPartsAreMaskedUnlessTheyAreOrdinaryText() {
    ApiKey key = new ApiKey("planted-id-1", "planted-secret-1");
    assertEquals("a *** b ***", key.maskedIn("a planted-id-1 b planted-secret-1"));
    assertEquals("bid", ApiKey.of("id").maskedIn("bid"));
    assertFalse(key.toString().contains("planted"));
  }
}
