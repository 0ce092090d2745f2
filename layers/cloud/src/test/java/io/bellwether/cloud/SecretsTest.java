package io.bellwether.cloud;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bellwether.market.http.ApiKey;
import io.bellwether.market.http.ApiKeyException;
import io.bellwether.market.http.ApiKeys;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueRequest;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueResponse;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;

class SecretsTest {
  private static final String VALUE = "planted-secret-value";

  private Instant now = Instant.parse("2026-11-20T14:30:00Z");
  private final Vault vault = new Vault();
  private final SecretRedactor redactor = new SecretRedactor();
  private final Secrets secrets =
      new Secrets(vault, "trading-system/api-keys", () -> now, Duration.ofMinutes(5), redactor);

  @Test
  void aSecretIsReadOnceAndAgainWhenItsTimeIsUp() {
    vault.content = "{\"alpaca_key_id\":\"" + VALUE + "\",\"unknown\":\"x\"}";
    assertEquals(0, vault.reads);
    assertEquals(VALUE, secrets.require(SecretKey.ALPACA_KEY_ID));
    now = now.plus(Duration.ofMinutes(5)).minusNanos(1);
    assertEquals(Optional.empty(), secrets.find(SecretKey.FMP_API_KEY));
    assertEquals(1, vault.reads);
    vault.content = "{\"alpaca_key_id\":\"rotated\"}";
    now = now.plusNanos(1);
    assertEquals("rotated", secrets.require(SecretKey.ALPACA_KEY_ID));
    assertEquals(2, vault.reads);
  }

  @Test
  void aRefreshReadsAgain() {
    vault.content = "{\"alpaca_key_id\":\"" + VALUE + "\"}";
    secrets.require(SecretKey.ALPACA_KEY_ID);
    vault.content = "{\"alpaca_key_id\":\"rotated\"}";
    assertEquals(VALUE, secrets.require(SecretKey.ALPACA_KEY_ID));
    secrets.refresh();
    assertEquals("rotated", secrets.require(SecretKey.ALPACA_KEY_ID));
  }

  /** Once used and still good: Secrets Manager has to answer only for what has changed. */
  @Test
  void whatWasReadIsUsedOnWhenItCannotBeReadAgain() {
    vault.content = "{\"alpaca_key_id\":\"" + VALUE + "\"}";
    secrets.require(SecretKey.ALPACA_KEY_ID);
    vault.content = "missing";
    now = now.plus(Duration.ofMinutes(5));
    assertEquals(VALUE, secrets.require(SecretKey.ALPACA_KEY_ID));
    assertEquals(2, vault.reads);
    secrets.refresh();
    now = now.plus(Duration.ofMinutes(1)).minusNanos(1);
    assertEquals(VALUE, secrets.require(SecretKey.ALPACA_KEY_ID));
    assertEquals(2, vault.reads);
    now = now.plusNanos(1);
    vault.content = "{\"alpaca_key_id\":\"rotated\"}";
    assertEquals("rotated", secrets.require(SecretKey.ALPACA_KEY_ID));
    assertEquals(3, vault.reads);
  }

  /** One provider's refusal must not take the keys of the others with it. */
  @Test
  void aRefreshThatFailsLosesNoKey() {
    vault.content = "{\"alpaca_key_id\":\"" + VALUE + "\"}";
    secrets.require(SecretKey.ALPACA_KEY_ID);
    vault.content = "missing";
    secrets.refresh();
    assertEquals(VALUE, secrets.require(SecretKey.ALPACA_KEY_ID));
    assertEquals(2, vault.reads);
  }

  @Test
  void whatIsReadIsKnownToTheRedactor() {
    vault.content = "{\"anthropic_api_key\":\"" + VALUE + "\"}";
    secrets.find(SecretKey.ALPACA_KEY_ID);
    assertEquals("key ***", redactor.redact("key " + VALUE));
  }

  @Test
  void aMissingKeyIsNamedAndNoValueIs() {
    vault.content = "{\"alpaca_key_id\":\"" + VALUE + "\",\"alpaca_secret_key\":\"  \"}";
    String message =
        assertThrows(CloudException.class, () -> secrets.require(SecretKey.ALPACA_SECRET_KEY))
            .getMessage();
    assertTrue(message.contains("alpaca_secret_key"), message);
    assertFalse(message.contains(VALUE), message);
  }

  @Test
  void aBrokenSecretIsNotQuoted() {
    List<String> broken = List.of(VALUE, "{\"alpaca_key_id\":" + VALUE, "[\"" + VALUE + "\"]", "");
    for (String content : broken) {
      vault.content = content;
      secrets.refresh();
      CloudException e =
          assertThrows(CloudException.class, () -> secrets.find(SecretKey.ALPACA_KEY_ID));
      for (Throwable t = e; t != null; t = t.getCause()) {
        assertFalse(String.valueOf(t.getMessage()).contains(VALUE), t.toString());
      }
    }
  }

  /** A provider's refusal brings the rotated key, of one part or of two. */
  @Test
  void keysAreReadAnewWhenTheyAreRefused() {
    vault.content = "{\"fmp_api_key\":\"old\",\"alpaca_key_id\":\"a\",\"alpaca_secret_key\":\"b\"}";
    ApiKeys fmp = new SecretApiKeys(secrets, SecretKey.FMP_API_KEY, Optional.empty());
    ApiKeys alpaca =
        new SecretApiKeys(
            secrets, SecretKey.ALPACA_KEY_ID, Optional.of(SecretKey.ALPACA_SECRET_KEY));
    assertEquals(ApiKey.of("old"), fmp.current());
    assertEquals(new ApiKey("a", "b"), alpaca.current());
    vault.content = "{\"fmp_api_key\":\"new\"}";
    assertEquals(ApiKey.of("old"), fmp.current());
    assertEquals(ApiKey.of("new"), fmp.reread());
    assertEquals(2, vault.reads);
    assertTrue(
        assertThrows(ApiKeyException.class, alpaca::current)
            .toString()
            .contains("no 'alpaca_key_id'"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"planted key", "planted\\nkey", "pl\u00e4nted", "planted\\tkey"})
  void aKeyThatIsNoneIsNamedAndNotShown(String key) {
    vault.content = "{\"fmp_api_key\":\"" + key + "\"}";
    ApiKeys fmp = new SecretApiKeys(secrets, SecretKey.FMP_API_KEY, Optional.empty());
    String message = assertThrows(ApiKeyException.class, fmp::current).toString();
    assertTrue(message.contains("fmp_api_key"), message);
    assertFalse(message.contains("pl\u00e4nt") || message.contains("planted"), message);
  }

  @Test
  void namesThatNothingReadsAreTold() {
    SecretDocument document =
        SecretDocument.parse(
            "{\"fmp_apikey\":\"x\",\"fmp_api_key\":\"\",\"" + VALUE + "-A\":1}", "file x");
    assertEquals(List.of("(not shown)", "fmp_apikey"), document.unknown());
    assertEquals(Map.of(), document.values());
  }

  @Test
  void aSecretThatCannotBeReadIsAnError() {
    assertThrows(CloudException.class, () -> secrets.find(SecretKey.ALPACA_KEY_ID));
  }

  /** Secrets Manager, with one secret. */
  private static final class Vault implements SecretsManagerClient {
    private int reads;
    private String content = "missing";

    @Override
    public GetSecretValueResponse getSecretValue(GetSecretValueRequest request) {
      reads++;
      if (content.equals("missing")) {
        throw ResourceNotFoundException.builder().message("not found").build();
      }
      return GetSecretValueResponse.builder().secretString(content).build();
    }

    @Override
    public String serviceName() {
      return SERVICE_NAME;
    }

    @Override
    public void close() {
      // Nothing is open.
    }
  }
}
