package io.bellwether.market;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bellwether.market.CorporateActions.Dividend;
import io.bellwether.market.CorporateActions.Split;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CorporateActionsTest {
  private static final String SPLITS = "symbol,ex_date,new_shares_per_old_share\n";
  private static final String DIVIDENDS = "symbol,ex_date,amount_split_basis,amount_as_paid\n";

  @TempDir
  @SuppressWarnings("NullAway.Init") // JUnit sets it
  Path directory;

  @Test
  void actionsOfASymbolAscendWhateverTheOrderOfTheRows() throws IOException {
    CorporateActions actions =
        CorporateActions.read(
            Optional.of(
                write(SPLITS + "TQQQ,2022-01-13,2\nSQQQ,2022-01-13,0.2\nTQQQ,2018-05-24,3")),
            Optional.of(write(DIVIDENDS + "TQQQ,2024-03-20,0.1005,0.201\n")));
    assertEquals(
        List.of(
            new Split("TQQQ", LocalDate.parse("2018-05-24"), 3),
            new Split("TQQQ", LocalDate.parse("2022-01-13"), 2)),
        actions.splits("TQQQ"));
    assertEquals(
        List.of(new Dividend("TQQQ", LocalDate.parse("2024-03-20"), 0.201, 0.1005)),
        actions.dividends("TQQQ"));
    assertEquals(List.of(), actions.splits("QQQ"));
    assertEquals(List.of(), CorporateActions.none().dividends("TQQQ"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "TQQQ,2022-01-13|line 3: 2 fields; expected 3 fields",
        "tqqq,2022-01-13,2|line 3: symbol 'tqqq'; expected capital letters",
        "TQQQ,13.01.2022,2|line 3: ex_date '13.01.2022'; expected a date",
        "TQQQ,2022-01-13,0|line 3: new_shares_per_old_share '0'; expected a positive",
        "TQQQ,2022-01-13,NaN|line 3: new_shares_per_old_share 'NaN'; expected a positive",
        "TQQQ,2022-01-13,2:1|line 3: new_shares_per_old_share '2:1'; expected a positive",
        "QQQ,2000-03-20,3|line 3: a second row for QQQ 2000-03-20 after line 2; expected one"
      })
  void aRowThatBreaksARuleIsNamed(String row, String message) throws IOException {
    String found = messageOf(SPLITS + "QQQ,2000-03-20,2\n" + row + "\n");
    assertTrue(found.contains("actions.csv, " + message), found);
  }

  @Test
  void filesThatAreSomethingElseAreRefused() throws IOException {
    assertTrue(messageOf("").contains("empty; expected a header symbol,ex_date"));
    assertTrue(messageOf(DIVIDENDS).contains("line 1: header 'symbol,ex_date,amount_split_basis"));
    Path absent = directory.resolve("absent.csv");
    assertTrue(
        String.valueOf(
                assertThrows(
                        DataFileException.class,
                        () -> CorporateActions.read(Optional.of(absent), Optional.empty()))
                    .getMessage())
            .contains("absent.csv: there is no such file"));
  }

  /** From Wednesday's to Friday's bar the price halves on Thursday and again on Friday. */
  @Test
  void pricesBeforeASplitAreDividedAndVolumesMultipliedExactly() {
    Bars raw =
        daily("2024-07-03T04:00:00Z", 80.1, 1000)
            .add(millis("2024-07-04T04:00:00Z"), 40.3, 40.3, 40.3, 40.3, 2000)
            .add(millis("2024-07-05T04:00:00Z"), 20.7, 20.7, 20.7, 20.7, 4000)
            .build();
    CorporateActions actions =
        CorporateActions.of(
            List.of(split("2024-07-05", 2), split("2024-07-04", 2), split("2024-07-06", 3)),
            List.of());
    Bars adjusted = CorporateActions.adjustForSplits(raw, actions);
    assertArrayEquals(new double[] {80.1 / 4, 40.3 / 2, 20.7}, adjusted.close());
    assertArrayEquals(new double[] {80.1 / 4, 40.3 / 2, 20.7}, adjusted.open());
    assertArrayEquals(new double[] {4000, 4000, 4000}, adjusted.volume());
    assertEquals(new Provenance("csv:x", PriceBasis.SPLIT), adjusted.provenance());
  }

  /** The point in time: what was cut off before a split must not know of it. */
  @Test
  void aSplitAfterTheLastBarDoesNotCountAndTheExDateIsNewYorks() {
    Bars.Builder bars = daily("2024-07-03T04:00:00Z", 80, 1000);
    CorporateActions actions = CorporateActions.of(List.of(split("2024-07-05", 2)), List.of());
    // 23:59 in New York on the day before the split.
    bars.add(millis("2024-07-05T03:59:00Z"), 80, 80, 80, 80, 1000);
    Bars before = CorporateActions.adjustForSplits(bars.build(), actions);
    assertArrayEquals(new double[] {80, 80}, before.close());
    bars.add(millis("2024-07-05T04:00:00Z"), 40, 40, 40, 40, 2000);
    Bars after = CorporateActions.adjustForSplits(bars.build(), actions);
    assertArrayEquals(new double[] {40, 40, 40}, after.close());
  }

  /** A dividend of 2 at an open of 40 makes 1.05 shares, whatever a later split does to both. */
  @Test
  void dividendsAreReinvestedAtTheOpenOfTheirExDate() {
    Bars raw =
        daily("2024-07-02T04:00:00Z", 44, 1000)
            .add(millis("2024-07-03T04:00:00Z"), 40, 42, 38, 41, 1000)
            .add(millis("2024-07-05T04:00:00Z"), 20, 21, 19, 20.5, 2000)
            .build();
    CorporateActions actions =
        CorporateActions.of(
            List.of(split("2024-07-05", 2)),
            List.of(
                new Dividend("TQQQ", LocalDate.parse("2024-07-02"), 9, 4.5),
                new Dividend("TQQQ", LocalDate.parse("2024-07-03"), 2, 1),
                new Dividend("TQQQ", LocalDate.parse("2024-07-08"), 9, 9)));
    Bars split = CorporateActions.adjustForSplits(raw, actions);
    Bars total = CorporateActions.totalReturn(raw, actions);
    assertArrayEquals(new double[] {22, 20.5 * 1.05, 20.5 * 1.05}, total.close());
    assertArrayEquals(new double[] {22, 20 * 1.05, 20 * 1.05}, total.open());
    assertArrayEquals(total.close(), CorporateActions.totalReturn(split, actions).close());
    assertEquals(PriceBasis.SPLIT_DIVIDEND, total.provenance().basis());
    assertEquals(total, CorporateActions.totalReturn(total, actions));
  }

  @Test
  void onlyRawBarsCanBeAdjusted() {
    Bars split =
        Bars.builder("TQQQ", Timeframe.DAY, new Provenance("csv:x", PriceBasis.SPLIT)).build();
    assertThrows(
        IllegalArgumentException.class,
        () -> CorporateActions.adjustForSplits(split, CorporateActions.none()));
  }

  /** The vendor's own split-adjusted series is ours times the splits after its last bar. */
  @ParameterizedTest
  @CsvSource({"TQQQ, 2", "SQQQ, 0.04", "QQQ, 1"})
  void realSeriesAgreeWithTheVendorsAdjustment(String symbol, double laterSplits) {
    CorporateActions actions =
        CorporateActions.read(Optional.of(RealData.require("splits.csv")), Optional.empty());
    Bars ours =
        CorporateActions.adjustForSplits(RealData.bars(symbol + "_1d_raw.csv", symbol), actions);
    Bars vendors = RealData.bars(symbol + "_1d_split.csv", symbol);
    assertEquals(vendors.size(), ours.size());
    for (int i = 0; i < ours.size(); i++) {
      assertEquals(1, ours.close()[i] / laterSplits / vendors.close()[i], 5e-3, ours.start(i) + "");
    }
  }

  private static Bars.Builder daily(String start, double price, double volume) {
    return Bars.builder("TQQQ", Timeframe.DAY, new Provenance("csv:x", PriceBasis.RAW))
        .add(millis(start), price, price, price, price, volume);
  }

  private static Split split(String exDate, double newSharesPerOld) {
    return new Split("TQQQ", LocalDate.parse(exDate), newSharesPerOld);
  }

  private static long millis(String instant) {
    return Instant.parse(instant).toEpochMilli();
  }

  private Path write(String text) throws IOException {
    return Files.writeString(Files.createTempFile(directory, "", "actions.csv"), text);
  }

  private String messageOf(String text) throws IOException {
    Path file = write(text);
    return String.valueOf(
        assertThrows(
                DataFileException.class,
                () -> CorporateActions.read(Optional.of(file), Optional.empty()))
            .getMessage());
  }
}
