package io.bellwether.research.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.bellwether.market.Bars;
import io.bellwether.market.PriceBasis;
import io.bellwether.market.Provenance;
import io.bellwether.market.SessionBars;
import io.bellwether.market.Timeframe;
import io.bellwether.market.calendar.BarGrid;
import io.bellwether.market.calendar.NyseCalendar;
import io.bellwether.research.proof.Finding.Kind;
import io.bellwether.strategy.Strategy;
import io.bellwether.strategy.StrategyCatalog;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A bar that is still forming is not decided on, and it shows when it is. */
class FormingBarProofTest {
  private static final NyseCalendar CALENDAR = new NyseCalendar();
  private static final Timeframe FIVE = new Timeframe(5);

  /** Around Thanksgiving 2024, whose Friday closes early. */
  private static List<Bars> fiveMinutes() {
    BarGrid grid = new BarGrid(CALENDAR, FIVE);
    SplittableRandom random = new SplittableRandom(5);
    Bars.Builder bars = Bars.builder("TQQQ", FIVE, new Provenance("made up", PriceBasis.RAW));
    for (LocalDate date = LocalDate.of(2024, 11, 18);
        date.isBefore(LocalDate.of(2024, 12, 4));
        date = date.plusDays(1)) {
      CALENDAR
          .session(date)
          .ifPresent(
              session -> {
                for (Instant start : grid.starts(session)) {
                  double close = 70 + random.nextDouble();
                  bars.add(start.toEpochMilli(), 70, 72, 69, close, 1_000);
                }
              });
    }
    return List.of(bars.build());
  }

  private static List<Finding> check(String timeframe, FormingBarProof.View view) {
    Strategy strategy =
        StrategyCatalog.standard()
            .create("rsi2", List.of("TQQQ"), Timeframe.parse(timeframe), Map.of());
    return new FormingBarProof(strategy, "five minutes", fiveMinutes(), CALENDAR, view)
        .check(400, new SplittableRandom(1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"30m", "1h", "4h", "1d"})
  void whatLiveSeesHolds(String timeframe) {
    assertEquals(List.of(), check(timeframe, FormingBarProof.View.LIVE));
  }

  @ParameterizedTest
  @ValueSource(strings = {"30m", "1h", "4h", "1d"})
  void aViewThatTakesTheFormingBarForCompleteIsFound(String timeframe) {
    List<Finding> found =
        check(
            timeframe,
            (source, target, calendar, now) -> SessionBars.aggregate(source, target, calendar));

    assertFalse(found.isEmpty());
    assertEquals(Kind.FORMING, found.getFirst().kind());
    assertEquals("bar of TQQQ", found.getFirst().subject());
  }
}
