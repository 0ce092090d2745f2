package io.bellwether.trading.cost;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bellwether.market.DataFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FundingRatesTest {
  private static final Instant MIDNIGHT = Instant.parse("2024-10-31T00:00:00Z");
  private static final long HOUR = 3_600_000;

  @TempDir private Path directory;

  @Test
  void aRateHoldsFromItsSettlementToTheNext() throws IOException {
    FundingRates rates =
        read(
            """
            timestamp,rate
            2024-10-31T00:00:00Z,0.0001
            2024-10-31T08:00:00Z,-0.00005
            2024-10-31T12:00:00Z,0.0003
            """);
    assertEquals(3, rates.size());
    assertEquals(OptionalDouble.empty(), rates.at(MIDNIGHT.minusMillis(1)));
    assertEquals(OptionalDouble.of(0.0001), rates.at(MIDNIGHT));
    assertEquals(OptionalDouble.of(0.0001), rates.at(MIDNIGHT.plusSeconds(8 * 3_600 - 1)));
    assertEquals(OptionalDouble.of(-0.00005), rates.at(MIDNIGHT.plusSeconds(8 * 3_600)));
    assertEquals(OptionalDouble.of(0.0003), rates.at(MIDNIGHT.plusSeconds(100 * 3_600)));
  }

  /** A position entered at a settlement does not pay it; one that leaves at a settlement does. */
  @Test
  void settlementsOfAPositionAreThoseAfterItsEntryUpToItsExit() {
    FundingRates rates = FundingRates.constant(0.0001, MIDNIGHT, MIDNIGHT.plusSeconds(86_400));
    long start = MIDNIGHT.toEpochMilli();
    assertEquals(4, rates.size());
    assertEquals(start + 8 * HOUR, rates.millis(1));
    assertEquals(0.0001, rates.rate(3), 0);
    assertEquals(0, rates.countUntil(start - 1));
    assertEquals(1, rates.countUntil(start));
    assertEquals(2, rates.countUntil(start + 16 * HOUR - 1));
    assertEquals(3, rates.countUntil(start + 16 * HOUR));
  }

  @Test
  void aConstantRateSettlesOnTheEightHoursOfUtcOnly() {
    Instant from = MIDNIGHT.plusSeconds(60);
    FundingRates rates = FundingRates.constant(0.0001, from, from.plusSeconds(8 * 3_600));
    assertEquals(1, rates.size());
    assertEquals(MIDNIGHT.toEpochMilli() + 8 * HOUR, rates.millis(0));
    assertEquals(0, FundingRates.constant(0.0001, from, from.plusSeconds(60)).size());
  }

  @Test
  void aPeriodIsCoveredIfNoSettlementOfItCanBeMissing() {
    FundingRates rates =
        FundingRates.constant(0.0001, MIDNIGHT.plusSeconds(1), MIDNIGHT.plusSeconds(86_400));
    assertTrue(rates.covers(MIDNIGHT, MIDNIGHT.plusSeconds(86_400)));
    assertTrue(rates.covers(MIDNIGHT, MIDNIGHT.plusSeconds(86_400 + 8 * 3_600 - 1)));
    assertFalse(rates.covers(MIDNIGHT, MIDNIGHT.plusSeconds(86_400 + 8 * 3_600)));
    assertFalse(rates.covers(MIDNIGHT.minusMillis(1), MIDNIGHT.plusSeconds(86_400)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "time,rate;| line 1: header 'time,rate'",
        "timestamp,rate;2024-10-31T00:00:00Z| line 2: 1 fields",
        "timestamp,rate;2024-10-31T00:00:00Z,0.1,1| line 2: 3 fields",
        "timestamp,rate;2024-10-31,0.0001| line 2: timestamp '2024-10-31'",
        "timestamp,rate;2024-10-31T00:00:00Z,0.01%| line 2: rate '0.01%'",
        "timestamp,rate;2024-10-31T00:00:00Z,NaN| line 2: rate 'NaN'",
        "timestamp,rate;2024-10-31T00:00:00Z,0.5| line 2: rate '0.5'",
        "timestamp,rate;2024-10-31T08:00:00Z,0;2024-10-31T08:00:00Z,0| line 3: timestamp",
        "timestamp,rate;2024-10-31T08:00:00Z,0;2024-10-31T00:00:00Z,0| line 3: timestamp",
        "timestamp,rate;2024-10-31T00:00:00Z,0;2024-10-31T08:00:01Z,0| line 3: no rate between",
        "timestamp,rate;| empty",
        "''| empty",
      })
  void aBrokenFileIsRefusedByFileAndLine(String lines, String found) {
    DataFileException e =
        assertThrows(DataFileException.class, () -> read(lines.replace(';', '\n')));
    assertTrue(e.getMessage().startsWith(directory.resolve("funding.csv").toString()));
    assertTrue(e.getMessage().contains(found), e.getMessage());
  }

  @Test
  void aFileThatIsNotThereIsRefused() {
    DataFileException e =
        assertThrows(
            DataFileException.class, () -> FundingRates.read(directory.resolve("none.csv")));
    assertTrue(e.getMessage().endsWith("there is no such file"), e.getMessage());
  }

  private FundingRates read(String text) throws IOException {
    return FundingRates.read(Files.writeString(directory.resolve("funding.csv"), text));
  }
}
