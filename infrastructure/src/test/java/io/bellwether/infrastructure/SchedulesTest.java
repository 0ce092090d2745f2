package io.bellwether.infrastructure;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.bellwether.infrastructure.Template.Resource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What happens when: in New York's time, retried for minutes, then with the dead letters. */
@Tag("integration")
final class SchedulesTest {
  private static final String SCHEDULE = "AWS::Scheduler::Schedule";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ema-crossover-open|cron(30 9 ? * MON-FRI *)|signals|strategy|ema-crossover|600|ENABLED",
        "ema-crossover-session|cron(0,30 10-15 ? * MON-FRI *)|signals|strategy|ema-crossover|600|ENABLED",
        "rsi2-evening|cron(20 16 ? * MON-FRI *)|signals|strategy|rsi2|600|DISABLED",
        "rsi2-morning|cron(0 9 ? * MON-FRI *)|signals|strategy|rsi2|600|DISABLED",
        "williams-trend-open|cron(30,35,40,45,50,55 9 ? * MON-FRI *)|signals|strategy|williams-trend|600|DISABLED",
        "williams-trend-session|cron(0,5,10,15,20,25,30,35,40,45,50,55 10-15 ? * MON-FRI *)|signals|strategy|williams-trend|600|DISABLED",
        "follow-up|cron(* 9-16 ? * MON-FRI *)|execution|action|follow-up|60|ENABLED",
        "daily-summary|cron(30 16 ? * * *)|execution|action|daily-summary|1800|ENABLED",
        "daily-summary-again|cron(30 17,20 ? * MON-FRI *)|execution|action|daily-summary|1800|ENABLED",
        "daily-summary-early-close|cron(30 13 ? * MON-FRI *)|execution|action|daily-summary|1800|ENABLED",
        "analysis|cron(45 16 ? * MON-FRI *)|analysis|action|analyze|3600|ENABLED",
        "analysis-again|cron(45 17 ? * MON-FRI *)|analysis|action|analyze|3600|ENABLED",
        "drift|cron(15 18 ? * MON-FRI *)|analysis|action|drift|3600|ENABLED",
        "drift-again|cron(15 20 ? * MON-FRI *)|analysis|action|drift|3600|ENABLED",
        "digest|cron(0 9 ? * SAT *)|analysis|action|digest|3600|ENABLED"
      })
  void aScheduleSaysWhatIsDueAndWhen(
      String name,
      String expression,
      String function,
      String key,
      String value,
      int age,
      String state) {
    Template template = Templates.dev();
    Resource schedule = template.one(SCHEDULE, "/Name", "bellwether-dev-" + name);
    JsonNode payload = Template.parse(schedule.text("/Target/Input"));

    assertEquals(expression, schedule.text("/ScheduleExpression"));
    assertEquals("America/New_York", schedule.text("/ScheduleExpressionTimezone"));
    assertEquals("OFF", schedule.text("/FlexibleTimeWindow/Mode"));
    assertEquals("bellwether-dev", schedule.text("/GroupName"));
    assertEquals(state, schedule.text("/State"));
    assertEquals(
        "bellwether-dev-" + function,
        template.follow(schedule.at("/Target/Arn")).text("/FunctionName"));
    assertEquals(
        "{\"%s\":\"%s\",\"scheduledTime\":\"<aws.scheduler.scheduled-time>\"%s}"
            .formatted(key, value, name.equals("analysis-again") ? ",\"last\":true" : ""),
        payload.toString());
    assertEquals(age, schedule.at("/Target/RetryPolicy/MaximumEventAgeInSeconds").asInt());
    assertEquals(3, schedule.at("/Target/RetryPolicy/MaximumRetryAttempts").asInt());
    assertEquals(
        "bellwether-dev-schedules-dead",
        template.follow(schedule.at("/Target/DeadLetterConfig/Arn")).text("/QueueName"));
  }

  @Test
  void thereAreNoOthers() {
    assertEquals(15, Templates.dev().all(SCHEDULE).size());
    assertEquals(15, Templates.live().all(SCHEDULE).size());
  }

  @Test
  void aStrategyWithAnAccountIsAsked() {
    Map<String, Resource> schedules = Templates.live().by("/Name", SCHEDULE);

    for (String name : List.of("rsi2-evening", "rsi2-morning", "ema-crossover-open")) {
      Resource schedule = schedules.get("bellwether-prod-" + name);
      assertEquals("ENABLED", schedule == null ? "none" : schedule.text("/State"), name);
    }
  }
}
