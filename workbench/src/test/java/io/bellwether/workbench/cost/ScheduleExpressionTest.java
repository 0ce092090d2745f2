package io.bellwether.workbench.cost;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScheduleExpressionTest {
  /** 31 days from a Monday on: 23 weekdays. */
  private static final YearMonth MARCH = YearMonth.of(2027, 3);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "cron(0 10 * * ? *)              | 31",
        "cron(0/30 10-15 ? * MON-FRI *)  | 276",
        "cron(*/5 9-16 ? * MON-FRI *)    | 2208",
        "cron(30 9 ? * 2-6 *)            | 23",
        "cron(20 16 ? * mon,WED,6 *)     | 14",
        "cron(* * * * ? *)               | 44640",
        "cron(0 0 1,15,31 * ? *)         | 3",
        "cron(0 0 L * ? *)               | 1",
        "cron(0 0 1/10 * ? *)            | 4",
        "cron(5-59/5 0 1 3 ? *)          | 11",
        "cron(0 8 ? FEB,JUN SUN *)       | 0",
        "cron(0 8 ? JAN-APR SUN *)       | 4",
        "cron(0 8 1 * ? 2026)            | 0",
        "cron(0 8 1 * ? 2026-2028)       | 1",
        "rate(5 minutes)                 | 8928",
        "rate(1 minute)                  | 44640",
        "rate(7 days)                    | 5",
        "rate(2 hours)                   | 372",
        "at(2027-03-09T12:00:00)         | 1",
        "at(2027-04-09T12:00:00)         | 0"
      })
  void countsTheRunsOfAMonth(String expression, long runs) {
    assertEquals(runs, ScheduleExpression.parse(expression).runsIn(MARCH));
  }

  @Test
  void theLastDayIsTheMonths() {
    ScheduleExpression last = ScheduleExpression.parse("cron(0 0 L 2 ? *)");

    assertEquals(1, last.runsIn(YearMonth.of(2028, 2)));
    assertEquals(0, ScheduleExpression.parse("cron(0 0 31 2 ? *)").runsIn(YearMonth.of(2028, 2)));
  }

  /** Counting by fields is counting the minutes of the month. */
  @Test
  void agreesWithAWalkThroughTheMonth() {
    long seed = 20261121;
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    for (int i = 0; i < 50; i++) {
      int step = 1 + random.nextInt(30);
      int firstHour = random.nextInt(24);
      int lastHour = firstHour + random.nextInt(24 - firstHour);
      int firstDay = 1 + random.nextInt(7);
      int lastDay = firstDay + random.nextInt(8 - firstDay);
      YearMonth month = YearMonth.of(2020 + random.nextInt(10), 1 + random.nextInt(12));
      String cron =
          "cron(0/%d %d-%d ? * %d-%d *)".formatted(step, firstHour, lastHour, firstDay, lastDay);

      long walked = 0;
      for (LocalDateTime time = month.atDay(1).atStartOfDay();
          YearMonth.from(time).equals(month);
          time = time.plusMinutes(1)) {
        int day = time.getDayOfWeek() == DayOfWeek.SUNDAY ? 1 : time.getDayOfWeek().getValue() + 1;
        if (time.getMinute() % step == 0
            && time.getHour() >= firstHour
            && time.getHour() <= lastHour
            && day >= firstDay
            && day <= lastDay) {
          walked++;
        }
      }

      assertEquals(walked, ScheduleExpression.parse(cron).runsIn(month), cron + " in " + month);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "every day",
        "cron()",
        "cron(0 10 * * ?)",
        "cron(0 10 * * * *)",
        "cron(0 10 ? * ? *)",
        "cron(60 10 * * ? *)",
        "cron(0 24 * * ? *)",
        "cron(0 10 0 * ? *)",
        "cron(0 10 32 * ? *)",
        "cron(0 10 ? * 8 *)",
        "cron(0 10 ? 13 MON *)",
        "cron(0/0 10 * * ? *)",
        "cron(0 15-9 * * ? *)",
        "cron(0, 10 * * ? *)",
        "cron(0 10 ? * FRI#2 *)",
        "cron(0 10 ? * 6L *)",
        "cron(0 10 3W * ? *)",
        "cron(٣ 10 * * ? *)",
        "rate(0 minutes)",
        "rate(5)",
        "rate(-5 minutes)",
        "at(tomorrow)"
      })
  void saysWhatItCannotCount(String expression) {
    CostException e = assertThrows(CostException.class, () -> ScheduleExpression.parse(expression));

    assertTrue(String.valueOf(e.getMessage()).contains("'" + expression + "'"), e::getMessage);
  }
}
