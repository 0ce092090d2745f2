package io.bellwether.infrastructure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.bellwether.infrastructure.Template.Resource;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Queues, topics and who is told. */
@Tag("integration")
final class MessagingTest {
  private static final String QUEUE = "AWS::SQS::Queue";

  @Test
  void theSignalQueueIsFifoAndSoAreItsDeadLetters() {
    Template template = Templates.dev();
    Resource signals = template.one(QUEUE, "/QueueName", "bellwether-dev-signals.fifo");
    Resource dead = template.follow(signals.at("/RedrivePolicy/deadLetterTargetArn"));

    assertTrue(signals.at("/FifoQueue").asBoolean());
    assertEquals(360, signals.at("/VisibilityTimeout").asInt());
    assertEquals(5, signals.at("/RedrivePolicy/maxReceiveCount").asInt());
    assertEquals("bellwether-dev-signals-dead.fifo", dead.text("/QueueName"));
    assertTrue(dead.at("/FifoQueue").asBoolean());
  }

  @Test
  void theQueuesAreEncryptedAndDeadLettersKeptForTwoWeeks() {
    Template template = Templates.dev();
    Set<String> names = new TreeSet<>();
    for (Resource queue : template.all(QUEUE)) {
      names.add(queue.text("/QueueName"));
      assertTrue(queue.at("/SqsManagedSseEnabled").asBoolean(), queue::id);
      if (queue.text("/QueueName").contains("-dead")) {
        assertEquals(14 * 24 * 3600, queue.at("/MessageRetentionPeriod").asInt(), queue::id);
      }
    }

    assertEquals(
        Set.of(
            "bellwether-dev-analysis-dead",
            "bellwether-dev-signals.fifo",
            "bellwether-dev-signals-dead.fifo",
            "bellwether-dev-signals-dead",
            "bellwether-dev-execution-dead",
            "bellwether-dev-notifications-dead",
            "bellwether-dev-schedules-dead"),
        names);
  }

  @Test
  void queuesAndTopicsRefuseWhatIsNotEncryptedOnItsWay() {
    Template template = Templates.dev();
    assertEquals(template.all(QUEUE).size(), refusingPlainText(template, "AWS::SQS::QueuePolicy"));
    assertEquals(
        template.all("AWS::SNS::Topic").size(),
        refusingPlainText(template, "AWS::SNS::TopicPolicy"));
  }

  private static long refusingPlainText(Template template, String type) {
    return template.all(type).stream()
        .filter(policy -> policy.at("/PolicyDocument/Statement").toString().contains("\"Deny\""))
        .filter(
            policy ->
                policy
                    .at("/PolicyDocument/Statement")
                    .toString()
                    .contains("\"aws:SecureTransport\":\"false\""))
        .count();
  }

  /** A topic's own policy takes the place of the one that let alarms publish. */
  @Test
  void alarmsMayPublishToTheirTopic() {
    Template template = Templates.dev();
    Resource policy =
        template.all("AWS::SNS::TopicPolicy").stream()
            .filter(
                candidate ->
                    template
                        .follow(candidate.at("/Topics/0"))
                        .text("/TopicName")
                        .equals("bellwether-dev-alarms"))
            .findFirst()
            .orElseThrow();
    JsonNode allowing = null;
    for (JsonNode statement : policy.at("/PolicyDocument/Statement")) {
      if (statement.path("Effect").asText().equals("Allow")) {
        allowing = statement;
      }
    }

    assertEquals(
        "cloudwatch.amazonaws.com",
        allowing == null ? "nobody" : allowing.at("/Principal/Service").asText());
    assertTrue(String.valueOf(allowing).contains(":alarm:bellwether-dev-*"), policy::toString);
  }

  @Test
  void byDefaultNobodyIsSubscribed() {
    assertEquals(0, Templates.dev().all("AWS::SNS::Subscription").size());
  }

  @Test
  void mailGetsEverythingAndSmsOnlyWhatIsCritical() {
    Template template = Templates.live();
    Set<String> subscriptions = new TreeSet<>();
    for (Resource subscription : template.all("AWS::SNS::Subscription")) {
      subscriptions.add(
          String.join(
              " ",
              template.follow(subscription.at("/TopicArn")).text("/TopicName"),
              subscription.text("/Protocol"),
              subscription.text("/Endpoint"),
              subscription.at("/FilterPolicy").toString()));
    }

    assertEquals(
        Set.of(
            "bellwether-prod-alerts email you@example.com ",
            "bellwether-prod-alarms email you@example.com ",
            "bellwether-prod-alerts sms +14155550100 {\"severity\":[\"critical\"]}"),
        subscriptions);
  }
}
