package io.bellwether.infrastructure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.bellwether.infrastructure.Template.Resource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.sqs.Queue;

/**
 * Each template passed cdk-nag when it was written; here is what stands, and that cdk-nag bites.
 */
@Tag("integration")
final class NagTest {
  @Test
  void whatStandsIsExplained() {
    Set<String> standing = new TreeSet<>();
    for (Template template : List.of(Templates.dev(), Templates.live())) {
      for (Resource resource : template.resources()) {
        for (JsonNode rule : resource.json().at("/Metadata/cdk_nag/rules_to_suppress")) {
          standing.add(rule.path("id").asText() + " " + resource.type());
          assertTrue(rule.path("reason").asText().length() > 80, resource::id);
        }
      }
    }

    assertEquals(
        Set.of(
            "AwsSolutions-IAM5 AWS::IAM::Role",
            "AwsSolutions-S1 AWS::S3::Bucket",
            "AwsSolutions-SMG4 AWS::SecretsManager::Secret",
            "AwsSolutions-SQS3 AWS::SQS::Queue"),
        standing);
  }

  @Test
  void aFindingNobodyExplainedIsRefused(@TempDir Path folder) throws IOException {
    App app = Templates.app(Map.of(), folder.resolve("out"));
    Artifacts artifacts = Templates.standIns(folder.resolve("project"));
    Deployment deployment =
        DeploymentReader.read(
            Templates.context(Map.of()), PackagedStrategy.read(artifacts.strategies()));
    Stack stack = new Stack(app, deployment.names().stack());
    new Queue(stack, "Careless");

    String message =
        assertThrows(ConfigurationException.class, () -> BellwetherApp.write(app, deployment))
            .getMessage();

    assertTrue(message.contains("AwsSolutions-SQS3"), message);
    assertTrue(message.contains("AwsSolutions-SQS4"), message);
  }
}
