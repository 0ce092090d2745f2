package io.bellwether.infrastructure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.bellwether.analysis.AnalysisWiring;
import io.bellwether.cloud.FunctionEnvironment;
import io.bellwether.cloud.Platform;
import io.bellwether.cloud.Setting;
import io.bellwether.execution.ExecutionWiring;
import io.bellwether.infrastructure.Template.Resource;
import io.bellwether.notifications.NotificationsWiring;
import io.bellwether.signals.SignalsWiring;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The functions: what runs, with what, within which limits, and what invokes it. */
@Tag("integration")
final class FunctionsTest {
  private static final String FUNCTION = "AWS::Lambda::Function";
  private static final String ASYNC = "AWS::Lambda::EventInvokeConfig";

  private static Resource function(Template template, String name) {
    return template.one(FUNCTION, "/FunctionName", name);
  }

  @ParameterizedTest
  @CsvSource({
    "signals,io.bellwether.signals.SignalsHandler,120,512",
    "execution,io.bellwether.execution.ExecutionHandler,60,512",
    "notifications,io.bellwether.notifications.NotificationsHandler,30,512",
    "analysis,io.bellwether.analysis.AnalysisHandler,600,1769"
  })
  void runsOnJava25(String name, String handler, int timeout, int memory) {
    Resource function = function(Templates.dev(), "bellwether-dev-" + name);

    assertEquals("java25", function.text("/Runtime"));
    assertEquals("arm64", function.text("/Architectures/0"));
    assertEquals(handler, function.text("/Handler"));
    assertEquals(timeout, function.at("/Timeout").asInt());
    assertEquals(memory, function.at("/MemorySize").asInt());
  }

  @Test
  void thereAreThreeLayersAndTradingNeedsTwo() {
    Template template = Templates.dev();

    assertEquals(
        Set.of("bellwether-dev-dependencies", "bellwether-dev-core", "bellwether-dev-research"),
        template.by("/LayerName", "AWS::Lambda::LayerVersion").keySet());
    for (Resource function : template.all(FUNCTION)) {
      Set<String> layers = new TreeSet<>();
      function
          .at("/Layers")
          .forEach(layer -> layers.add(template.follow(layer).text("/LayerName")));
      Set<String> expected =
          new TreeSet<>(Set.of("bellwether-dev-core", "bellwether-dev-dependencies"));
      if (function.text("/FunctionName").endsWith("-analysis")) {
        expected.add("bellwether-dev-research");
      }
      assertEquals(expected, layers);
    }
  }

  @ParameterizedTest
  @EnumSource(FunctionSpec.class)
  void logsAsJsonForNinetyDays(FunctionSpec spec) {
    Template template = Templates.dev();
    Resource function = function(template, "bellwether-dev-" + spec.label());
    Resource group = template.follow(function.at("/LoggingConfig/LogGroup"));

    assertEquals("JSON", function.text("/LoggingConfig/LogFormat"));
    assertEquals("TRACE", function.text("/LoggingConfig/ApplicationLogLevel"));
    assertEquals("/aws/lambda/bellwether-dev-" + spec.label(), group.text("/LogGroupName"));
    assertEquals(90, group.at("/RetentionInDays").asInt());
    assertEquals("Delete", group.json().path("DeletionPolicy").asText());
  }

  @ParameterizedTest
  @CsvSource({"signals,600", "execution,300", "notifications,600", "analysis,3600"})
  void whatFailsForGoodLandsInTheFunctionsDeadLetters(String name, int age) {
    Template template = Templates.dev();
    Resource async =
        template.all(ASYNC).stream()
            .filter(
                config ->
                    template
                        .follow(config.at("/FunctionName"))
                        .text("/FunctionName")
                        .equals("bellwether-dev-" + name))
            .findFirst()
            .orElseThrow();

    assertEquals(age, async.at("/MaximumEventAgeInSeconds").asInt());
    assertEquals(2, async.at("/MaximumRetryAttempts").asInt());
    assertEquals(
        "bellwether-dev-" + name + "-dead",
        template.follow(async.at("/DestinationConfig/OnFailure/Destination")).text("/QueueName"));
  }

  @Test
  void noConcurrencyIsReserved() {
    for (Resource function : Templates.dev().all(FUNCTION)) {
      assertTrue(function.at("/ReservedConcurrentExecutions").isMissingNode());
    }
  }

  @Test
  void theEnvironmentOfADefaultDeploymentIsPaper() {
    for (Resource function : Templates.dev().all(FUNCTION)) {
      assertEquals("dev", function.text("/Environment/Variables/STAGE"));
      assertEquals("paper", function.text("/Environment/Variables/TRADING_MODE"));
      assertEquals("false", function.text("/Environment/Variables/LIVE_TRADING_CONFIRMED"));
      assertEquals(
          "ema-crossover@alpaca-paper", function.text("/Environment/Variables/STRATEGIES"));
      assertEquals("trading-system/api-keys", function.text("/Environment/Variables/SECRETS_ARN"));
      assertTrue(function.at("/Environment/Variables/ACCOUNT_SECRETS").isMissingNode());
      assertTrue(function.at("/Environment/Variables/CALENDAR_OVERRIDES").isMissingNode());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "CALENDAR_OVERRIDES|2026-12-24=closed,2027-01-04=13:00",
        "ALPACA_FEED|sip",
        "HISTORY_START|2024-01-02",
        "BELLWETHER_LOG_LEVEL|DEBUG"
      })
  void settingsOfTheContextReachEveryFunction(String variable, String value) {
    for (Resource function : Templates.live().all(FUNCTION)) {
      assertEquals(value, function.text("/Environment/Variables/" + variable));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "ANALYST_MODEL,claude-opus-5-5",
    "ANALYST_PRICES,'5,25'",
    "ANALYST_BUDGET_USD,25",
    "ANALYST_AUTO_APPLY,live",
    "ANALYST_BOUNDS,rsi2.entry-rsi=10..40:5;rsi2.exit-rsi=50..80:5",
    "ANALYST_GATE,'minimum-trades=50'"
  })
  void settingsOfTheAnalystReachAnalysisAlone(String variable, String value) {
    for (Resource function : Templates.live().all(FUNCTION)) {
      boolean analyses = function.text("/FunctionName").endsWith("-analysis");
      assertEquals(
          analyses ? value : "", function.text("/Environment/Variables/" + variable), variable);
      assertEquals(analyses, function.at("/Environment/Variables").has("ANALYSIS_BUCKET_NAME"));
    }
  }

  @Test
  void theEnvironmentOfALiveDeploymentSaysSoTwice() {
    for (Resource function : Templates.live().all(FUNCTION)) {
      assertEquals("prod", function.text("/Environment/Variables/STAGE"));
      assertEquals("live", function.text("/Environment/Variables/TRADING_MODE"));
      assertEquals("true", function.text("/Environment/Variables/LIVE_TRADING_CONFIRMED"));
      assertEquals(
          "ema-crossover@alpaca-live,rsi2@alpaca-live-rsi2",
          function.text("/Environment/Variables/STRATEGIES"));
      assertEquals("mine/keys", function.text("/Environment/Variables/SECRETS_ARN"));
      assertEquals(
          "alpaca-live-rsi2=trading-system/rsi2",
          function.text("/Environment/Variables/ACCOUNT_SECRETS"));
    }
  }

  /** What is only known when deployed is an ARN, a name or a URL: to them any text will do. */
  @Test
  void everyFunctionCanStartWithItsEnvironment() {
    Map<String, List<Setting>> required =
        Map.of(
            "signals", SignalsWiring.REQUIRED,
            "execution", ExecutionWiring.REQUIRED,
            "notifications", NotificationsWiring.REQUIRED,
            "analysis", AnalysisWiring.REQUIRED);
    List<String> settings = Arrays.stream(Setting.values()).map(Setting::name).toList();
    for (Template template : List.of(Templates.dev(), Templates.live())) {
      for (Resource function : template.all(FUNCTION)) {
        Map<String, String> variables = new HashMap<>();
        function
            .at("/Environment/Variables")
            .properties()
            .forEach(
                variable ->
                    variables.put(
                        variable.getKey(),
                        variable.getValue().isTextual()
                            ? variable.getValue().asText()
                            : "https://sqs.us-east-1.amazonaws.com/1/q"));
        assertTrue(settings.containsAll(variables.keySet()), variables::toString);
        String name = function.text("/FunctionName");
        List<Setting> needed = required.get(name.substring(name.lastIndexOf('-') + 1));
        FunctionEnvironment environment =
            FunctionEnvironment.read(variables, needed.toArray(Setting[]::new));
        assertTrue(environment.deployment().isPresent());
        assertNotNull(Platform.calendar(environment));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "signals,DLQ_URL,bellwether-dev-signals-dead",
    "execution,DLQ_URL,bellwether-dev-signals-dead.fifo",
    "notifications,DLQ_URL,bellwether-dev-notifications-dead",
    "analysis,DLQ_URL,bellwether-dev-analysis-dead",
    "signals,SIGNAL_QUEUE_URL,bellwether-dev-signals.fifo",
    "execution,SIGNAL_QUEUE_URL,bellwether-dev-signals.fifo",
    "notifications,SIGNAL_QUEUE_URL,bellwether-dev-signals.fifo"
  })
  void theEnvironmentNamesTheQueues(String name, String variable, String queue) {
    Template template = Templates.dev();
    Resource function = function(template, "bellwether-dev-" + name);

    assertEquals(
        queue,
        template.follow(function.at("/Environment/Variables/" + variable)).text("/QueueName"));
  }

  @Test
  void onlyNotificationsKnowsWhomToTell() {
    for (Resource function : Templates.live().all(FUNCTION)) {
      boolean tells = function.text("/FunctionName").endsWith("-notifications");
      assertEquals(tells, function.at("/Environment/Variables").has("SNS_TOPIC_ARN"));
      assertEquals(tells ? "true" : "", function.text("/Environment/Variables/DISCORD_ENABLED"));
    }
  }

  @Test
  void signalsReachExecutionOneByOne() {
    Template template = Templates.dev();
    Resource mapping = template.only("AWS::Lambda::EventSourceMapping");

    assertEquals(
        "bellwether-dev-signals.fifo",
        template.follow(mapping.at("/EventSourceArn")).text("/QueueName"));
    assertEquals(
        "bellwether-dev-execution",
        template.follow(mapping.at("/FunctionName")).text("/FunctionName"));
    assertEquals(1, mapping.at("/BatchSize").asInt());
    assertEquals("ReportBatchItemFailures", mapping.text("/FunctionResponseTypes/0"));
    assertEquals(2, mapping.at("/ScalingConfig/MaximumConcurrency").asInt());
  }

  @Test
  void eventsReachNotifications() {
    Template template = Templates.dev();
    Resource rule = template.only("AWS::Events::Rule");

    assertEquals("bellwether-dev", template.follow(rule.at("/EventBusName")).text("/Name"));
    assertEquals("bellwether", rule.text("/EventPattern/source/0"));
    assertEquals(
        "bellwether-dev-notifications",
        template.follow(rule.at("/Targets/0/Arn")).text("/FunctionName"));
    assertEquals(600, rule.at("/Targets/0/RetryPolicy/MaximumEventAgeInSeconds").asInt());
    assertEquals(4, rule.at("/Targets/0/RetryPolicy/MaximumRetryAttempts").asInt());
    assertEquals(
        "bellwether-dev-notifications-dead",
        template.follow(rule.at("/Targets/0/DeadLetterConfig/Arn")).text("/QueueName"));
    // Without a line in its policy the queue would refuse what the rule gives up.
    assertTrue(
        template.all("AWS::SQS::QueuePolicy").stream()
            .map(policy -> policy.at("/PolicyDocument/Statement").toString())
            .anyMatch(
                policy ->
                    policy.contains("\"Service\":\"events.amazonaws.com\"")
                        && policy.contains(rule.id())));
  }

  @Test
  void withoutSnapStartFunctionsAreInvokedThemselves() {
    assertEquals(List.of(), Templates.dev().all("AWS::Lambda::Alias"));
    assertEquals(List.of(), Templates.dev().all("AWS::Lambda::Version"));
    for (JsonNode target : invoked(Templates.dev())) {
      assertEquals(FUNCTION, Templates.dev().follow(target).type());
    }
  }

  @Test
  void withSnapStartEverythingInvokesTheAlias() {
    Template template = Templates.live();

    for (Resource function : template.all(FUNCTION)) {
      assertEquals("PublishedVersions", function.text("/SnapStart/ApplyOn"));
    }
    assertEquals(4, template.all("AWS::Lambda::Alias").size());
    for (JsonNode target : invoked(template)) {
      Resource alias = template.follow(target);
      assertEquals("AWS::Lambda::Alias", alias.type());
      assertEquals("live", alias.text("/Name"));
    }
    assertEquals(4, template.all(ASYNC).size());
    for (Resource config : template.all(ASYNC)) {
      // The eighth part of the alias' ARN: its name.
      assertEquals("7", config.text("/Qualifier/Fn::Select/0"));
      assertEquals(
          "live", template.follow(config.at("/Qualifier/Fn::Select/1/Fn::Split/1")).text("/Name"));
    }
    assertEquals(
        ":live",
        template.only("AWS::Lambda::EventSourceMapping").text("/FunctionName/Fn::Join/1/1"));
  }

  /** Whatever a schedule or the rule invokes. */
  private static List<JsonNode> invoked(Template template) {
    List<JsonNode> targets = new ArrayList<>();
    template.all("AWS::Scheduler::Schedule").forEach(s -> targets.add(s.at("/Target/Arn")));
    targets.add(template.only("AWS::Events::Rule").at("/Targets/0/Arn"));
    assertFalse(targets.isEmpty());
    return targets;
  }
}
