package io.bellwether.workbench.cost;

import com.fasterxml.jackson.databind.JsonNode;
import io.bellwether.workbench.cost.StackTemplate.Resource;
import java.util.ArrayList;
import java.util.List;

/** Properties of otherwise known resources that cost extra and that the model does not count. */
final class Unpriced {
  private static final int FREE_EPHEMERAL_MEGABYTES = 512;

  private Unpriced() {}

  /**
   * Refuses a template that uses one.
   *
   * @throws CostException naming all of them
   */
  static void refuse(StackTemplate template) {
    List<String> found = new ArrayList<>();
    for (Resource resource : template.resources()) {
      find(resource).forEach(what -> found.add(what + " of " + resource.id()));
    }
    if (!found.isEmpty()) {
      throw new CostException("no price for " + String.join(", ", found));
    }
  }

  private static List<String> find(Resource resource) {
    return switch (resource.type()) {
      case "AWS::Lambda::Function" -> ephemeralStorage(resource);
      case "AWS::Lambda::Alias", "AWS::Lambda::Version" ->
          present(resource, "ProvisionedConcurrencyConfig");
      case "AWS::Lambda::EventSourceMapping" -> present(resource, "ProvisionedPollerConfig");
      case "AWS::DynamoDB::Table" -> table(resource);
      case "AWS::SecretsManager::Secret" -> present(resource, "ReplicaRegions");
      case "AWS::SNS::Topic" -> present(resource, "ArchivePolicy", "FifoTopic");
      case "AWS::Logs::LogGroup" -> present(resource, "LogGroupClass", "DataProtectionPolicy");
      default -> List.of();
    };
  }

  private static List<String> table(Resource table) {
    List<String> found =
        new ArrayList<>(
            present(
                table,
                "GlobalSecondaryIndexes",
                "KinesisStreamSpecification",
                "StreamSpecification",
                "TableClass"));
    if (!table.text("BillingMode").orElse("PROVISIONED").equals("PAY_PER_REQUEST")) {
      found.add("provisioned capacity");
    }
    return found;
  }

  private static List<String> ephemeralStorage(Resource function) {
    int megabytes =
        function.property("EphemeralStorage").path("Size").asInt(FREE_EPHEMERAL_MEGABYTES);
    return megabytes > FREE_EPHEMERAL_MEGABYTES ? List.of("EphemeralStorage") : List.of();
  }

  private static List<String> present(Resource resource, String... properties) {
    List<String> found = new ArrayList<>();
    for (String property : properties) {
      JsonNode value = resource.property(property);
      if (!value.isMissingNode()) {
        found.add(property);
      }
    }
    return found;
  }
}
