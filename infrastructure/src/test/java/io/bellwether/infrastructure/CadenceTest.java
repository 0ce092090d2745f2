package io.bellwether.infrastructure;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Ticks come when the functions expect them: docs/guide/main-flow.md, "Validity". */
final class CadenceTest {
  private static List<String> cron(String timeframe) {
    return Cadence.of(new PackagedStrategy("s", timeframe, List.of("TQQQ"), false)).stream()
        .map(Cadence::cron)
        .toList();
  }

  @Test
  void anHourlyStrategyIsAskedEveryHalfHour() {
    assertEquals(List.of("cron(30 9 ? * MON-FRI *)", "cron(0,30 10-15 ? * MON-FRI *)"), cron("1h"));
  }

  @Test
  void aDailyStrategyIsAskedInTheEveningAndInTheMorning() {
    assertEquals(List.of("cron(20 16 ? * MON-FRI *)", "cron(0 9 ? * MON-FRI *)"), cron("1d"));
  }

  @ParameterizedTest
  @CsvSource({"5m,5", "15m,15", "30m,30", "1h,30", "2h,30", "1m,1"})
  void fromTheOpenUntilBeforeTheClose(String timeframe, int minutes) {
    List<LocalTime> expected = new ArrayList<>();
    for (LocalTime time = LocalTime.of(9, 30);
        time.isBefore(LocalTime.of(16, 0));
        time = time.plusMinutes(minutes)) {
      expected.add(time);
    }

    assertEquals(expected, cron(timeframe).stream().flatMap(c -> times(c).stream()).toList());
  }

  @ParameterizedTest
  @CsvSource({"7m", "0m", "1w", "''", "h", "20m5"})
  void barsThatFitNoHalfHourHaveNoSchedule(String timeframe) {
    assertEquals(List.of(), cron(timeframe));
  }

  /** The times of day of {@code cron(M,M H-H ...)}, in order. */
  private static List<LocalTime> times(String cron) {
    String[] fields = cron.substring("cron(".length()).split(" ", -1);
    String[] hours = fields[1].split("-", -1);
    List<LocalTime> times = new ArrayList<>();
    for (int hour = Integer.parseInt(hours[0]);
        hour <= Integer.parseInt(hours[hours.length - 1]);
        hour++) {
      for (String minute : Arrays.asList(fields[0].split(",", -1))) {
        times.add(LocalTime.of(hour, Integer.parseInt(minute)));
      }
    }
    return times;
  }
}
