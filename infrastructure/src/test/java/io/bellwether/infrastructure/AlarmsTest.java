package io.bellwether.infrastructure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bellwether.infrastructure.Template.Resource;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What wakes people, and the page they look at then. */
@Tag("integration")
final class AlarmsTest {
  private static final String ALARM = "AWS::CloudWatch::Alarm";

  @ParameterizedTest
  @CsvSource({
    "signals-errors,3,900,1,notBreaching",
    "execution-errors,3,900,1,notBreaching",
    "notifications-errors,3,900,1,notBreaching",
    "analysis-errors,3,900,1,notBreaching",
    "signals-waiting,300,300,1,notBreaching",
    "missed-ticks,1,300,1,notBreaching",
    "unexplained-position,1,300,1,notBreaching",
    "signals-dead,1,300,1,notBreaching"
  })
  void anAlarmOfOneMetric(String name, int threshold, int period, int periods, String missing) {
    Resource alarm = Templates.dev().one(ALARM, "/AlarmName", "bellwether-dev-" + name);

    assertEquals(threshold, alarm.at("/Threshold").asInt());
    assertEquals(period, alarm.at("/Period").asInt());
    assertEquals(periods, alarm.at("/EvaluationPeriods").asInt());
    assertEquals(missing, alarm.text("/TreatMissingData"));
  }

  /** A follow-up that finds ticks missing writes a number above 0; hours of silence are no beat. */
  @Test
  void onlyAnHourWithAZeroIsAHeartbeat() {
    Resource alarm = Templates.dev().one(ALARM, "/AlarmName", "bellwether-dev-heartbeat");

    assertEquals("FILL(fewest,1)", alarm.text("/Metrics/0/Expression"));
    assertEquals("fewest", alarm.text("/Metrics/1/Id"));
    assertEquals("Minimum", alarm.text("/Metrics/1/MetricStat/Stat"));
    assertEquals(3600, alarm.at("/Metrics/1/MetricStat/Period").asInt());
    assertEquals("Bellwether/dev", alarm.text("/Metrics/1/MetricStat/Metric/Namespace"));
    assertEquals("MissedTicks", alarm.text("/Metrics/1/MetricStat/Metric/MetricName"));
    assertTrue(alarm.at("/Metrics/1/MetricStat/Metric/Dimensions").isMissingNode());
    assertEquals(1, alarm.at("/Threshold").asInt());
    assertEquals("GreaterThanOrEqualToThreshold", alarm.text("/ComparisonOperator"));
    assertEquals(27, alarm.at("/EvaluationPeriods").asInt());
    assertEquals(27, alarm.at("/DatapointsToAlarm").asInt());
    assertEquals("breaching", alarm.text("/TreatMissingData"));
  }

  @Test
  void everyQueueOfDeadLettersIsWatched() {
    Template template = Templates.dev();
    Resource alarm = template.one(ALARM, "/AlarmName", "bellwether-dev-dead-letters");
    Set<String> watched = new TreeSet<>();
    alarm
        .at("/Metrics")
        .forEach(
            metric -> {
              var queue = metric.at("/MetricStat/Metric/Dimensions/0/Value");
              if (!queue.isMissingNode()) {
                watched.add(template.follow(queue).text("/QueueName"));
              }
            });
    Set<String> dead = new TreeSet<>(template.by("/QueueName", "AWS::SQS::Queue").keySet());
    dead.removeIf(name -> !name.contains("-dead"));
    Resource ofSignals = template.one(ALARM, "/AlarmName", "bellwether-dev-signals-dead");

    assertTrue(dead.remove("bellwether-dev-signals-dead.fifo"));
    assertEquals(
        "bellwether-dev-signals-dead.fifo",
        template.follow(ofSignals.at("/Dimensions/0/Value")).text("/QueueName"));
    assertEquals(dead, watched);
    assertEquals(1, alarm.at("/Threshold").asInt());
  }

  @Test
  void durationIsHeldAgainstEachTimeLimit() {
    Template template = Templates.dev();
    Resource alarm = template.one(ALARM, "/AlarmName", "bellwether-dev-duration");

    assertEquals(80, alarm.at("/Threshold").asInt());
    for (Resource function : template.all("AWS::Lambda::Function")) {
      String limit = "/" + 1000 * function.at("/Timeout").asInt();
      assertTrue(alarm.text("/Metrics/0/Expression").contains(limit), limit);
    }
  }

  @Test
  void thereAreFewAndEachTellsWhatToDo() {
    for (Template template : List.of(Templates.dev(), Templates.live())) {
      assertEquals(11, template.all(ALARM).size());
      for (Resource alarm : template.all(ALARM)) {
        assertTrue(
            template.follow(alarm.at("/AlarmActions/0")).text("/TopicName").endsWith("-alarms"),
            alarm::id);
        String description = alarm.text("/AlarmDescription");
        assertTrue(description.length() > 80 && description.contains(". "), description);
        assertFalse(description.contains("%s") || description.contains("%d"), description);
      }
    }
  }

  @Test
  void theDashboardShowsEveryMetricOfOurs() {
    String body =
        Templates.dev().only("AWS::CloudWatch::Dashboard").at("/DashboardBody").toString();

    assertEquals(11, StageMetric.values().length);
    for (StageMetric metric : StageMetric.values()) {
      assertTrue(
          body.contains("\\\"Bellwether/dev\\\",\\\"" + metric.metricName() + "\\\""),
          metric::metricName);
    }
  }
}
