package io.bellwether.analyst.claude;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bellwether.analyst.AnalystSamples;
import io.bellwether.analyst.Dossier;
import io.bellwether.analyst.Study;
import io.bellwether.market.Bars;
import io.bellwether.research.sweep.BarsMarket;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class PromptTest {
  private static final Pattern ISO_DATE = Pattern.compile("\\d{4}-\\d{1,2}");
  private static final Pattern YEAR = Pattern.compile("\\b(19|20)\\d\\d\\b");
  private static final Pattern MONTH_YEAR =
      Pattern.compile(
          "\\b(jan(uary)?|feb(ruary)?|mar(ch)?|apr(il)?|may|june?|july?|aug(ust)?|sep(tember)?"
              + "|oct(ober)?|nov(ember)?|dec(ember)?)\\b[.,]? *'?\\d",
          Pattern.CASE_INSENSITIVE);

  /** Pins every word that is sent; a change is to be seen and meant. */
  @Test
  void theWholePromptIsPinned() throws IOException {
    Study study = AnalystSamples.study();
    Dossier dossier =
        AnalystSamples.dossier(
            study, List.of("Stocks <b>slide</b> 3 % as of 2026-11-20"), List.of("entry", "stop"));
    assertEquals(golden(), Prompt.of(dossier).text() + "\n");
  }

  /** Whatever is written in news, notes and reasonings: no date and no price of the bars. */
  @Test
  void noDateAndNoPriceIsInAPrompt() {
    long seed = 4;
    SplittableRandom random = new SplittableRandom(seed);
    for (int run = 0; run < 15; run++) {
      Bars bars = AnalystSamples.walk(random.nextLong(), 120);
      Study base = AnalystSamples.study();
      BarsMarket market = base.market();
      Study study =
          new Study(
              base.version(),
              base.bounds(),
              new BarsMarket(
                  List.of(bars),
                  market.assembly(),
                  market.settings(),
                  bars.start(0),
                  bars.lastStart()),
              base.sweep());
      List<String> news = new ArrayList<>();
      for (int i = 0; i < 6; i++) {
        int bar = random.nextInt(bars.size());
        news.add("UP closed at " + price(bars.close()[bar], i) + " on " + date(bars.start(bar), i));
      }
      String prompt = Prompt.of(AnalystSamples.dossier(study, news, news)).text();
      assertEquals(
          List.of(),
          ISO_DATE.matcher(prompt).results().map(MatchResult::group).toList(),
          "seed " + seed);
      assertEquals(
          List.of(),
          YEAR.matcher(prompt).results().map(MatchResult::group).toList(),
          "seed " + seed);
      assertEquals(
          List.of(),
          MONTH_YEAR.matcher(prompt).results().map(MatchResult::group).toList(),
          "seed " + seed);
      String digits = prompt.replaceAll("[,'.]", "");
      for (int bar = 0; bar < bars.size(); bar++) {
        String close = Long.toString((long) bars.close()[bar]);
        assertFalse(digits.contains(close), "seed " + seed + ": " + close);
      }
    }
  }

  private static String price(double close, int form) {
    return switch (form % 4) {
      case 0 -> String.format(Locale.ROOT, "%.2f", close);
      case 1 -> String.format(Locale.US, "$%,.2f", close);
      case 2 -> String.format(Locale.GERMANY, "%,.2f EUR", close);
      default ->
          String.format(Locale.ROOT, "%.0f", close)
              .chars()
              .mapToObj(c -> Character.toString(c - '0' + 0xFF10))
              .reduce("", String::concat);
    };
  }

  private static String date(Instant at, int form) {
    LocalDate date = at.atZone(ZoneOffset.UTC).toLocalDate();
    return switch (form % 4) {
      case 0 -> date.toString();
      case 1 -> date.format(DateTimeFormatter.ofPattern("MMMM yyyy", Locale.US));
      case 2 -> date.format(DateTimeFormatter.ofPattern("d. MMM ''yy", Locale.US));
      default -> date.format(DateTimeFormatter.ofPattern("MM/dd/yyyy", Locale.US));
    };
  }

  /** However much there is to tell, a question stays affordable. */
  @Test
  void aPromptHasALimit() {
    Dossier small = AnalystSamples.dossier();
    List<String> noise = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      noise.add("headline ".repeat(1_000));
    }
    Dossier dossier = AnalystSamples.dossier(AnalystSamples.study(), noise, noise);
    Dossier large =
        new Dossier(
            dossier.strategy(),
            dossier.summary(),
            dossier.specs(),
            dossier.parameters(),
            dossier.bounds(),
            dossier.metrics(),
            dossier.session(),
            java.util.Collections.nCopies(500, dossier.similar().getFirst()),
            java.util.Collections.nCopies(500, dossier.earlier().getFirst()),
            noise);
    int length = Prompt.of(large).text().length();
    assertTrue(length < 120_000, "length " + length);
    assertTrue(Prompt.of(small).text().length() < 12_000);
  }

  private static String golden() throws IOException {
    try (InputStream file =
        Objects.requireNonNull(PromptTest.class.getResourceAsStream("prompt.txt"))) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
