package io.bellwether.analyst.claude;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bellwether.trading.analysis.Proposal;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerReaderTest {
  private static final Map<String, String> IN_FORCE = Map.of("entry-rsi", "30", "exit-rsi", "75");

  private static AnswerReader.Reading read(String text) {
    return AnswerReader.read(text, IN_FORCE);
  }

  private static String one(String parameters, String confidence) {
    return "{\"proposals\":["
        + "{\"parameters\":%s,\"reasoning\":\"r\",\"expected_effect\":\"e\",\"confidence\":%s}]}"
            .formatted(parameters, confidence);
  }

  @Test
  void whatStaysIsNoChange() {
    Proposal proposal =
        read(one("{\"entry-rsi\":\"25\",\"exit-rsi\":\"75\"}", "1")).proposals().getFirst();
    assertEquals(new Proposal(Map.of("entry-rsi", "25"), "r", "e", 1, 1), proposal);
    AnswerReader.Reading same = read(one("{\"entry-rsi\":\"30\"}", "0.9"));
    assertEquals(List.of(), same.proposals());
    assertTrue(same.notes().getFirst().contains("changes nothing"));
  }

  @Test
  void noProposalIsAnAnswer() {
    assertEquals(new AnswerReader.Reading(List.of(), List.of()), read("{\"proposals\":[]}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2",
        "-1",
        "-1e-9",
        "1.0000001",
        "NaN",
        "\"high\"",
        "\"0.9\"",
        "null",
        "true",
        "1e999",
        "[0.9]",
        "Infinity"
      })
  void anAbsurdConfidenceIsNone(String confidence) {
    AnswerReader.Reading reading = read(one("{\"entry-rsi\":\"25\"}", confidence));
    assertEquals(List.of(), reading.proposals());
    assertEquals(1, reading.notes().size());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "   ",
        "I would lower entry-rsi.",
        "```json\n{\"proposals\":[]}\n```",
        "{\"proposals\":[]} and also",
        "{\"proposals\":[]}{\"proposals\":[]}",
        "{\"proposals\":[],\"proposals\":[]}",
        "{\"proposals\":[],\"activate\":true}",
        "{\"proposals\":{}}",
        "{\"proposals\":[",
        "{}",
        "[]",
        "null",
        "7",
        "{\"proposals\":null}",
        "{'proposals':[]}"
      })
  void whatIsNoAnswerIsANote(String text) {
    AnswerReader.Reading reading = read(text);
    assertEquals(List.of(), reading.proposals());
    assertEquals(1, reading.notes().size(), reading::toString);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"parameters\":{\"entry-rsi\":25},\"reasoning\":\"r\",\"expected_effect\":\"e\",\"confidence\":1}",
        "{\"parameters\":{\"entry-rsi\":null},\"reasoning\":\"r\",\"expected_effect\":\"e\",\"confidence\":1}",
        "{\"parameters\":{\"entry-rsi\":[\"25\"]},\"reasoning\":\"r\",\"expected_effect\":\"e\",\"confidence\":1}",
        "{\"parameters\":[],\"reasoning\":\"r\",\"expected_effect\":\"e\",\"confidence\":1}",
        "{\"parameters\":{\"entry-rsi\":\"25\"},\"reasoning\":7,\"expected_effect\":\"e\",\"confidence\":1}",
        "{\"parameters\":{\"entry-rsi\":\"25\"},\"expected_effect\":\"e\",\"confidence\":1}",
        "{\"parameters\":{\"entry-rsi\":\"25\"},\"reasoning\":\"r\",\"expected_effect\":\"e\",\"confidence\":1,\"activate\":true}",
        "\"activate\"",
        "null"
      })
  void oneBadProposalDoesNotCostTheOthers(String bad) {
    String good =
        "{\"parameters\":{\"entry-rsi\":\"20\"},\"reasoning\":\"r\",\"expected_effect\":\"e\",\"confidence\":0.5}";
    AnswerReader.Reading reading = read("{\"proposals\":[" + bad + "," + good + "]}");
    assertEquals(1, reading.proposals().size());
    assertEquals(1, reading.notes().size());
    assertTrue(reading.notes().getFirst().startsWith("proposal 1 is left out"));
  }

  @Test
  void aParameterThatIsGivenTwiceCostsTheAnswer() {
    AnswerReader.Reading reading = read(one("{\"entry-rsi\":\"25\",\"entry-rsi\":\"1\"}", "0.5"));
    assertEquals(List.of(), reading.proposals());
  }

  @Test
  void ofAHundredProposalsThreeAreRead() {
    String good =
        "{\"parameters\":{\"entry-rsi\":\"20\"},\"reasoning\":\"r\",\"expected_effect\":\"e\",\"confidence\":0.5}";
    AnswerReader.Reading reading =
        read("{\"proposals\":[" + String.join(",", Collections.nCopies(100, good)) + "]}");
    assertEquals(1, reading.proposals().size());
    assertTrue(reading.notes().getFirst().contains("proposal 2 is left out: it repeats"));
    assertTrue(reading.notes().getLast().contains("of 100 proposals only the first 3"));
  }

  /** What is stored of an answer stays small and can be shown on a terminal. */
  @Test
  void wordsAreCutAndCleaned() {
    String long1 = "x".repeat(100_000);
    String answer =
        "{\"proposals\":[{\"parameters\":{\"entry-rsi\":\"20\"},\"reasoning\":\"\\u001b[31m%s\\u202e\",\"expected_effect\":\"a\\nb\",\"confidence\":0.5}]}"
            .formatted(long1);
    Proposal proposal = read(answer).proposals().getFirst();
    assertTrue(proposal.reasoning().length() <= 1_503);
    assertFalse(proposal.reasoning().contains("\u001b"));
    assertEquals("a b", proposal.expectedEffect());
    assertEquals(List.of(), read(one("{\"entry-rsi\":\"" + long1 + "\"}", "1")).proposals());
    assertEquals(List.of(), read(one("{\"" + long1 + "\":\"1\"}", "1")).proposals());
  }

  /** Whatever is done to a good answer, reading it ends in proposals and notes. */
  @Test
  void nothingThrows() {
    long seed = 20;
    SplittableRandom random = new SplittableRandom(seed);
    String good = one("{\"entry-rsi\":\"25\",\"exit-rsi\":\"75\"}", "0.5");
    for (int i = 0; i < 5_000; i++) {
      StringBuilder text = new StringBuilder(good);
      for (int k = random.nextInt(1, 4); k > 0; k--) {
        int at = random.nextInt(text.length());
        switch (random.nextInt(3)) {
          case 0 -> text.deleteCharAt(at);
          case 1 -> text.setCharAt(at, (char) random.nextInt(32, 127));
          default -> text.insert(at, text.charAt(random.nextInt(text.length())));
        }
      }
      AnswerReader.Reading reading = read(text.toString());
      assertFalse(
          reading.proposals().isEmpty() && reading.notes().isEmpty(), "seed " + seed + ": " + text);
    }
    assertFalse(read("[".repeat(100_000)).notes().isEmpty());
  }
}
