package io.bellwether.infrastructure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.bellwether.infrastructure.Template.Resource;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The ledger and the keys outlive their stack. */
@Tag("integration")
final class StateTest {
  @Test
  void theTableIsTheLedgers() {
    Resource table = Templates.dev().only("AWS::DynamoDB::Table");

    assertEquals("bellwether-dev", table.text("/TableName"));
    assertEquals("PAY_PER_REQUEST", table.text("/BillingMode"));
    assertEquals(
        "[{\"AttributeName\":\"pk\",\"KeyType\":\"HASH\"},{\"AttributeName\":\"sk\",\"KeyType\":\"RANGE\"}]",
        table.at("/KeySchema").toString());
    assertTrue(table.at("/GlobalSecondaryIndexes").isMissingNode());
    assertTrue(table.at("/TimeToLiveSpecification").isMissingNode());
  }

  @Test
  void theTableCannotBeLostByAccident() {
    for (Template template : List.of(Templates.dev(), Templates.live())) {
      Resource table = template.only("AWS::DynamoDB::Table");

      assertTrue(
          table.at("/PointInTimeRecoverySpecification/PointInTimeRecoveryEnabled").asBoolean());
      assertTrue(table.at("/DeletionProtectionEnabled").asBoolean());
      assertTrue(table.at("/SSESpecification/SSEEnabled").asBoolean());
      assertTrue(
          table.at("/SSESpecification/KMSMasterKeyId").isMissingNode(), "a key of one's own costs");
      assertEquals("Retain", table.json().path("DeletionPolicy").asText());
      assertEquals("Retain", table.json().path("UpdateReplacePolicy").asText());
    }
  }

  @Test
  void textsArePrivateAndKept() {
    for (Template template : List.of(Templates.dev(), Templates.live())) {
      Resource bucket = template.only("AWS::S3::Bucket");

      assertEquals("Retain", bucket.json().path("DeletionPolicy").asText());
      assertEquals("Retain", bucket.json().path("UpdateReplacePolicy").asText());
      assertEquals(
          "{\"BlockPublicAcls\":true,\"BlockPublicPolicy\":true,\"IgnorePublicAcls\":true,\"RestrictPublicBuckets\":true}",
          bucket.at("/PublicAccessBlockConfiguration").toString());
      assertEquals(
          "AES256",
          bucket.text(
              "/BucketEncryption/ServerSideEncryptionConfiguration/0/ServerSideEncryptionByDefault/SSEAlgorithm"));
      assertEquals("Enabled", bucket.text("/VersioningConfiguration/Status"));
      assertEquals(
          "BucketOwnerEnforced", bucket.text("/OwnershipControls/Rules/0/ObjectOwnership"));
      JsonNode rule = bucket.at("/LifecycleConfiguration/Rules/0");
      assertFalse(rule.has("ExpirationInDays"), "what was said is kept");
      assertEquals(30, rule.at("/NoncurrentVersionExpiration/NoncurrentDays").asInt());
      String name = bucket.at("/BucketName").toString();
      assertTrue(name.contains("AWS::AccountId") && name.contains("AWS::Region"), name);
      String policy =
          template.only("AWS::S3::BucketPolicy").at("/PolicyDocument/Statement").toString();
      assertTrue(
          policy.contains("\"Effect\":\"Deny\"")
              && policy.contains("{\"Bool\":{\"aws:SecureTransport\":\"false\"}}"),
          policy);
    }
  }

  /** CloudFormation would write another text over the keys that people have filled in. */
  @Test
  void theSecretIsMadeEmptyAndNeverChanges() {
    Resource secret = Templates.dev().only("AWS::SecretsManager::Secret");

    assertEquals(
        Template.parse(
            """
            {
              "Name": "trading-system/api-keys",
              "Description": "API keys of bellwether-dev; filled in by hand, see the guide",
              "SecretString": "{\\"alpaca_key_id\\":\\"\\",\\"alpaca_secret_key\\":\\"\\",\\"anthropic_api_key\\":\\"\\",\\"discord_webhook_url\\":\\"\\",\\"fmp_api_key\\":\\"\\",\\"twelve_data_api_key\\":\\"\\"}",
              "Tags": [
                {"Key": "application", "Value": "bellwether"},
                {"Key": "stage", "Value": "dev"}
              ]
            }
            """),
        secret.properties());
    // Kept, but for a first deployment that fails.
    assertEquals("RetainExceptOnCreate", secret.json().path("DeletionPolicy").asText());
    assertEquals("Retain", secret.json().path("UpdateReplacePolicy").asText());
  }

  @Test
  void aSecretThatIsNamedIsNotMade() {
    assertEquals(List.of(), Templates.live().all("AWS::SecretsManager::Secret"));
  }

  /** What make deploy holds the next deployment against. */
  @Test
  void theStackRemembersItsContext() {
    assertEquals(
        "strategies=ema-crossover@alpaca-paper",
        Templates.dev().json().at("/Outputs/Context/Value").asText());
    assertTrue(
        Templates.live()
            .json()
            .at("/Outputs/Context/Value")
            .asText()
            .contains(" mode=live live-confirmed=true email=you@example.com phone=+14155550100 "));
  }
}
