package io.bellwether.analyst.session;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.bellwether.market.Bars;
import io.bellwether.market.PriceBasis;
import io.bellwether.market.Provenance;
import io.bellwether.market.calendar.NyseCalendar;
import io.bellwether.market.macro.DailySeries;
import java.time.LocalDate;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class KnownVixTest {
  private static final NyseCalendar CALENDAR = new NyseCalendar();

  /** Of Wednesday to Monday; the last value is of the Monday itself and known on Tuesday. */
  @Test
  void atACloseTheValueOfTheDayBeforeIsKnown() {
    TreeMap<LocalDate, Double> closes = new TreeMap<>();
    closes.put(LocalDate.of(2024, 1, 31), 14.35);
    closes.put(LocalDate.of(2024, 2, 1), 13.88);
    closes.put(LocalDate.of(2024, 2, 2), 13.85);
    closes.put(LocalDate.of(2024, 2, 5), 13.67);
    Bars known =
        KnownVix.at(
            CALENDAR,
            new DailySeries(closes),
            new Provenance("sample", PriceBasis.RAW),
            LocalDate.of(2024, 1, 31),
            LocalDate.of(2024, 2, 5));
    assertEquals(
        List.of(LocalDate.of(2024, 2, 1), LocalDate.of(2024, 2, 2), LocalDate.of(2024, 2, 5)),
        IntStream.range(0, known.size()).mapToObj(i -> CALENDAR.dateAt(known.start(i))).toList());
    assertArrayEquals(new double[] {14.35, 13.88, 13.85}, known.close());
  }
}
