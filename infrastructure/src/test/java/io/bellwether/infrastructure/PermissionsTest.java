package io.bellwether.infrastructure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.bellwether.infrastructure.Template.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may do what: each action by its name, on resources by theirs. */
@Tag("integration")
final class PermissionsTest {
  private static final List<String> LEDGER =
      List.of("BatchGetItem", "DeleteItem", "GetItem", "PutItem", "Query");

  /** What a function may do, as {@code ACTION RESOURCE}, the resources by their names. */
  private static List<String> allowed(Template template, String function) {
    Resource resource = template.one("AWS::Lambda::Function", "/FunctionName", function);
    return allowed(template, template.follow(resource.at("/Role")));
  }

  private static List<String> allowed(Template template, Resource role) {
    List<String> allowed = new ArrayList<>();
    for (JsonNode policy : role.at("/Policies")) {
      for (JsonNode statement : policy.at("/PolicyDocument/Statement")) {
        assertEquals("Allow", statement.path("Effect").asText());
        for (JsonNode action : each(statement.path("Action"))) {
          for (JsonNode target : each(statement.path("Resource"))) {
            allowed.add(action.asText() + " " + name(template, target));
          }
        }
      }
    }
    return allowed.stream().sorted().toList();
  }

  private static Iterable<JsonNode> each(JsonNode node) {
    return node.isArray() ? node : List.of(node);
  }

  private static String name(Template template, JsonNode target) {
    if (target.has("Fn::Join")) {
      StringBuilder text = new StringBuilder();
      target.at("/Fn::Join/1").forEach(part -> text.append(part.isTextual() ? part.asText() : "~"));
      return text.toString();
    }
    Resource resource = template.follow(target);
    return switch (resource.type()) {
      case "AWS::Logs::LogGroup" -> resource.text("/LogGroupName");
      case "AWS::SQS::Queue" -> resource.text("/QueueName");
      case "AWS::DynamoDB::Table" -> "table " + resource.text("/TableName");
      case "AWS::SNS::Topic" -> resource.text("/TopicName");
      case "AWS::Events::EventBus" -> "bus " + resource.text("/Name");
      case "AWS::SecretsManager::Secret" -> resource.text("/Name");
      case "AWS::Lambda::Function" -> resource.text("/FunctionName");
      case "AWS::Lambda::Alias" -> "alias " + resource.text("/Name");
      case "AWS::S3::Bucket" -> "bucket";
      default -> throw new AssertionError("permission on " + resource.type());
    };
  }

  private static List<String> sorted(List<String> first, String... others) {
    TreeSet<String> all = new TreeSet<>(first);
    all.addAll(List.of(others));
    return List.copyOf(all);
  }

  private static List<String> ledger(String stage) {
    return LEDGER.stream()
        .map(action -> "dynamodb:" + action + " table bellwether-" + stage)
        .toList();
  }

  @Test
  void signalsDecidesAndSends() {
    assertEquals(
        sorted(
            ledger("dev"),
            "logs:CreateLogStream /aws/lambda/bellwether-dev-signals",
            "logs:PutLogEvents /aws/lambda/bellwether-dev-signals",
            "secretsmanager:GetSecretValue trading-system/api-keys",
            "events:PutEvents bus bellwether-dev",
            "sqs:SendMessage bellwether-dev-signals.fifo",
            "sqs:SendMessage bellwether-dev-signals-dead"),
        allowed(Templates.dev(), "bellwether-dev-signals"));
  }

  @Test
  void executionReceivesAndExecutes() {
    assertEquals(
        sorted(
            ledger("dev"),
            "dynamodb:ConditionCheckItem table bellwether-dev",
            "logs:CreateLogStream /aws/lambda/bellwether-dev-execution",
            "logs:PutLogEvents /aws/lambda/bellwether-dev-execution",
            "secretsmanager:GetSecretValue trading-system/api-keys",
            "events:PutEvents bus bellwether-dev",
            "sqs:SendMessage bellwether-dev-signals.fifo",
            "sqs:SendMessage bellwether-dev-signals-dead.fifo",
            "sqs:SendMessage bellwether-dev-execution-dead",
            "sqs:ReceiveMessage bellwether-dev-signals.fifo",
            "sqs:DeleteMessage bellwether-dev-signals.fifo",
            "sqs:ChangeMessageVisibility bellwether-dev-signals.fifo",
            "sqs:GetQueueAttributes bellwether-dev-signals.fifo"),
        allowed(Templates.dev(), "bellwether-dev-execution"));
  }

  @Test
  void notificationsTells() {
    assertEquals(
        sorted(
            List.of(),
            "dynamodb:GetItem table bellwether-dev",
            "dynamodb:PutItem table bellwether-dev",
            "logs:CreateLogStream /aws/lambda/bellwether-dev-notifications",
            "logs:PutLogEvents /aws/lambda/bellwether-dev-notifications",
            "secretsmanager:GetSecretValue trading-system/api-keys",
            "sns:Publish bellwether-dev-alerts",
            "sqs:SendMessage bellwether-dev-notifications-dead"),
        allowed(Templates.dev(), "bellwether-dev-notifications"));
  }

  @Test
  void analysisStudiesAndTells() {
    assertEquals(
        sorted(
            ledger("dev").stream().filter(action -> !action.contains("DeleteItem")).toList(),
            "logs:CreateLogStream /aws/lambda/bellwether-dev-analysis",
            "logs:PutLogEvents /aws/lambda/bellwether-dev-analysis",
            "secretsmanager:GetSecretValue trading-system/api-keys",
            "events:PutEvents bus bellwether-dev",
            "s3:GetObject ~/analysis/*",
            "s3:PutObject ~/analysis/*",
            "s3:ListBucket bucket",
            "sqs:SendMessage bellwether-dev-analysis-dead"),
        allowed(Templates.dev(), "bellwether-dev-analysis"));
  }

  @Test
  void schedulesInvokeThreeFunctions() {
    assertEquals(
        sorted(
            List.of(),
            "lambda:InvokeFunction bellwether-dev-analysis",
            "lambda:InvokeFunction bellwether-dev-signals",
            "lambda:InvokeFunction bellwether-dev-execution",
            "sqs:SendMessage bellwether-dev-schedules-dead"),
        allowed(Templates.dev(), scheduler(Templates.dev())));
    assertEquals(
        List.of(
            "lambda:InvokeFunction alias live",
            "lambda:InvokeFunction alias live",
            "lambda:InvokeFunction alias live",
            "sqs:SendMessage bellwether-prod-schedules-dead"),
        allowed(Templates.live(), scheduler(Templates.live())));
  }

  private static Resource scheduler(Template template) {
    return template.follow(
        template.all("AWS::Scheduler::Schedule").getFirst().at("/Target/RoleArn"));
  }

  /** Named with what Secrets Manager adds to a name. An account's own keys only trade. */
  @Test
  void onlyExecutionReadsTheSecretsOfAccounts() {
    assertEquals(List.of("mine/keys", "trading-system/rsi2"), secrets("execution"));
    assertEquals(List.of("mine/keys"), secrets("signals"));
    assertEquals(List.of("mine/keys"), secrets("notifications"));
    assertEquals(List.of("mine/keys"), secrets("analysis"));
  }

  private static List<String> secrets(String function) {
    return live(function, "secretsmanager:GetSecretValue ").stream()
        .map(arn -> arn.replaceFirst(".*:secret:(.*)-[?]{6}", "$1"))
        .toList();
  }

  /** On what a function of the live template may take an action. */
  private static List<String> live(String function, String action) {
    return allowed(Templates.live(), "bellwether-prod-" + function).stream()
        .filter(permission -> permission.startsWith(action))
        .map(permission -> permission.substring(action.length()))
        .toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "signals|bellwether-prod-signals-dead,bellwether-prod-signals.fifo",
        "execution|bellwether-prod-execution-dead,bellwether-prod-signals-dead.fifo,bellwether-prod-signals.fifo",
        "notifications|bellwether-prod-notifications-dead",
        "analysis|bellwether-prod-analysis-dead"
      })
  void messagesAreSentToNoOtherQueue(String function, String queues) {
    assertEquals(queues, String.join(",", live(function, "sqs:SendMessage ")));
  }

  @Test
  void nothingIsAllowedByAPolicyOfAwsOrByOneBesideTheRole() {
    for (Template template : List.of(Templates.dev(), Templates.live())) {
      assertEquals(5, template.all("AWS::IAM::Role").size());
      assertEquals(List.of(), template.all("AWS::IAM::Policy"));
      assertEquals(List.of(), template.all("AWS::IAM::ManagedPolicy"));
      for (Resource role : template.all("AWS::IAM::Role")) {
        assertTrue(role.at("/ManagedPolicyArns").isMissingNode(), role::id);
        // All texts, of one bucket, and nothing else is a pattern.
        String policies = role.at("/Policies").toString().replace("\"/analysis/*\"", "");
        assertFalse(policies.contains("*"), role::id);
      }
    }
  }

  @Test
  void eachRoleIsForOneService() {
    Map<String, Integer> services = new TreeMap<>();
    for (Resource role : Templates.dev().all("AWS::IAM::Role")) {
      services.merge(
          role.text("/AssumeRolePolicyDocument/Statement/0/Principal/Service"), 1, Integer::sum);
    }

    assertEquals(Map.of("lambda.amazonaws.com", 4, "scheduler.amazonaws.com", 1), services);
    assertEquals(
        "{\"StringEquals\":{\"aws:SourceAccount\":{\"Ref\":\"AWS::AccountId\"}}}",
        scheduler(Templates.dev())
            .at("/AssumeRolePolicyDocument/Statement/0/Condition")
            .toString());
  }
}
