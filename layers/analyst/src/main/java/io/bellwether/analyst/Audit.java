package io.bellwether.analyst;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bellwether.trading.analysis.Analysis;
import io.bellwether.trading.analysis.AnalysisStore;
import io.bellwether.trading.analysis.ArchivedTextException;
import io.bellwether.trading.analysis.StoredText;
import io.bellwether.trading.analysis.StoredTexts;
import java.time.LocalDate;

/**
 * What was analysed, as JSON: every prompt, answer, proposal, gate result and activation. It reads
 * and changes nothing.
 *
 * @param analyses the analyses
 * @param texts their prompts and answers
 */
public record Audit(AnalysisStore analyses, StoredTexts texts) {
  /**
   * All that is kept of an analysis: {@code analysis} as {@link AnalysisJson} has it, {@code
   * prompt} and {@code answer} word for word; {@code promptMissing} or {@code answerMissing} says
   * why a text is gone.
   *
   * @throws IllegalArgumentException if there is none of that id
   */
  public ObjectNode show(String id) {
    Analysis analysis =
        analyses
            .find(id)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "there is no analysis '" + id + "'; list names those of a strategy"));
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    answer.set("analysis", AnalysisJson.of(analysis));
    analysis.prompt().ifPresent(text -> put("prompt", text, answer));
    analysis.answer().ifPresent(text -> put("answer", text, answer));
    return answer;
  }

  /** The analyses of a strategy about sessions of some dates, both inclusive, without texts. */
  public ObjectNode list(String strategy, LocalDate from, LocalDate to) {
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    ArrayNode list = answer.putArray("analyses");
    for (Analysis analysis : analyses.of(strategy, from, to)) {
      ObjectNode entry = AnalysisJson.of(analysis);
      entry.remove("prompt");
      entry.remove("answer");
      list.add(entry);
    }
    return answer;
  }

  /** A text that is gone hides nothing of the rest. */
  private void put(String key, StoredText text, ObjectNode answer) {
    try {
      answer.put(key, texts.read(text));
    } catch (ArchivedTextException e) {
      answer.put(key + "Missing", e.getMessage());
    }
  }
}
