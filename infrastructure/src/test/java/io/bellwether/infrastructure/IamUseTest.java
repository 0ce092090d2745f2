package io.bellwether.infrastructure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.bellwether.infrastructure.iam.CallGraph;
import io.bellwether.infrastructure.iam.RoleAudit;
import io.bellwether.infrastructure.iam.UsedActions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * No role may do what its function's code does not, and each may do what it does: the calls of the
 * SDK that can be reached from a handler, against the statements of the synthesised template.
 */
@Tag("integration")
class IamUseTest {
  private static final String ROOT = "io.bellwether";
  private static final Map<String, Set<String>> USED = new TreeMap<>();

  @BeforeAll
  static void readTheCode() {
    JavaClasses classes =
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(ROOT);
    for (FunctionSpec function : FunctionSpec.values()) {
      USED.put(
          function.handler(),
          UsedActions.of(CallGraph.outwardCalls(classes, ROOT, function.handler())));
    }
  }

  private static List<String> findings(Consumer<ObjectNode> change) {
    JsonNode template = Templates.dev().json().deepCopy();
    change.accept((ObjectNode) template.get("Resources"));
    return RoleAudit.findings(template, USED);
  }

  /** The statements of the role of a function. */
  private static ArrayNode statements(ObjectNode resources, FunctionSpec function) {
    String role =
        StreamSupport.stream(resources.spliterator(), false)
            .map(resource -> resource.path("Properties"))
            .filter(properties -> properties.path("Handler").asText().equals(function.handler()))
            .map(properties -> properties.at("/Role/Fn::GetAtt/0").asText())
            .findFirst()
            .orElseThrow();
    return (ArrayNode) resources.at("/" + role + "/Properties/Policies/0/PolicyDocument/Statement");
  }

  private static void allow(ArrayNode statements, String action, String resource) {
    statements.addObject().put("Effect", "Allow").put("Action", action).put("Resource", resource);
  }

  private static ArrayNode withAction(ArrayNode statements, String action) {
    for (JsonNode statement : statements) {
      if (statement.get("Action") instanceof ArrayNode actions) {
        for (JsonNode each : actions) {
          if (each.asText().equals(action)) {
            return actions;
          }
        }
      }
    }
    throw new AssertionError("no list of actions with " + action);
  }

  @Test
  void everyFunctionCallsAws() {
    USED.forEach((handler, actions) -> assertFalse(actions.isEmpty(), handler + " calls nothing"));
    assertTrue(
        USED.get(FunctionSpec.EXECUTION.handler()).contains("dynamodb:PutItem"), USED::toString);
    assertTrue(
        USED.get(FunctionSpec.NOTIFICATIONS.handler()).contains("sns:Publish"), USED::toString);
  }

  @Test
  void rolesAllowWhatTheCodeUsesAndNothingElse() {
    assertEquals(List.of(), findings(resources -> {}));
  }

  @Test
  void alsoWithEveryKeyOfTheContextSet() {
    assertEquals(List.of(), RoleAudit.findings(Templates.live().json(), USED));
  }

  @Test
  void anActionTooManyIsFound() {
    List<String> findings =
        findings(
            resources ->
                withAction(statements(resources, FunctionSpec.SIGNALS), "dynamodb:PutItem")
                    .add("dynamodb:DeleteTable"));

    assertEquals(1, findings.size(), findings::toString);
    assertTrue(findings.getFirst().contains("may dynamodb:DeleteTable, which nothing uses"));
  }

  @Test
  void aWildcardIsAnActionTooMany() {
    List<String> findings =
        findings(
            resources -> allow(statements(resources, FunctionSpec.EXECUTION), "dynamodb:*", "*"));

    assertEquals(2, findings.size(), findings::toString);
    assertTrue(findings.get(0).contains("may dynamodb:*, which nothing uses"), findings::toString);
    assertTrue(findings.get(1).contains("on everything"), findings::toString);
  }

  @Test
  void anActionTooFewIsFound() {
    List<String> findings =
        findings(
            resources -> {
              ArrayNode actions =
                  withAction(statements(resources, FunctionSpec.SIGNALS), "dynamodb:PutItem");
              for (int i = 0; i < actions.size(); i++) {
                if (actions.get(i).asText().equals("dynamodb:PutItem")) {
                  actions.remove(i);
                }
              }
            });

    assertEquals(1, findings.size(), findings::toString);
    assertTrue(findings.getFirst().contains("lacks dynamodb:PutItem, which the code uses"));
  }

  /** What Lambda may do at the function's own queue says nothing of any other queue. */
  @Test
  void aServicesActionOnAnotherResourceIsFound() {
    List<String> findings =
        findings(
            resources ->
                allow(
                    statements(resources, FunctionSpec.NOTIFICATIONS),
                    "sqs:SendMessage",
                    "arn:aws:sqs:us-east-1:111122223333:elsewhere"));

    assertEquals(1, findings.size(), findings::toString);
    assertTrue(findings.getFirst().contains("may sqs:SendMessage, which nothing uses"));
  }

  @Test
  void rolesAndPoliciesThatNobodyExplainsAreFound() {
    List<String> findings =
        findings(
            resources -> {
              resources.putObject("Stray").put("Type", "AWS::IAM::Role").putObject("Properties");
              resources.putObject("Loose").put("Type", "AWS::IAM::Policy").putObject("Properties");
              ObjectNode managed = resources.putObject("Managed").put("Type", "AWS::IAM::Role");
              managed
                  .putObject("Properties")
                  .putArray("ManagedPolicyArns")
                  .add("arn:aws:iam::aws:x");
            });

    assertEquals(
        List.of(
            "Stray is the role of no function and no schedule",
            "Managed has a managed policy, whose actions are not in the template",
            "Managed is the role of no function and no schedule",
            "Loose is a policy of no role in the template"),
        findings);
  }

  @Test
  void nothingLookedAtIsAFinding() {
    assertEquals(1, findings(ObjectNode::removeAll).size());
    assertFalse(RoleAudit.findings(Templates.dev().json(), Map.of()).isEmpty());
  }
}
