package io.bellwether.analyst.claude;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.bellwether.analyst.UntrustedText;
import io.bellwether.trading.analysis.Proposal;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Reads the proposals out of an answer, strictly: a field that nobody asked for, a wrong type or a
 * confidence that is none costs the proposal, and what is no JSON costs the answer. Nothing is
 * guessed, and nothing throws. Whether a proposal is within the bounds is not decided here.
 */
final class AnswerReader {
  private static final JsonMapper STRICT =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private static final Set<String> FIELDS =
      Set.of(
          AnswerSchema.PARAMETERS,
          AnswerSchema.REASONING,
          AnswerSchema.EXPECTED_EFFECT,
          AnswerSchema.CONFIDENCE);

  /** Of a name or a value that is quoted in a note. */
  private static final int LONGEST_QUOTE = 40;

  /** Longer reasons are cut: they are stored and sent to people. */
  private static final int LONGEST_TEXT = 1_500;

  /** No strategy has more parameters, nor longer names and values. */
  private static final int MOST_PARAMETERS = 64;

  private static final int LONGEST_WORD = 64;

  private final Map<String, String> inForce;
  private final List<Proposal> proposals = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();

  /**
   * What was read.
   *
   * @param notes what was left out and why
   */
  record Reading(List<Proposal> proposals, List<String> notes) {}

  /** Why something cannot be read; the message is for people. */
  private static final class Unreadable extends Exception {
    private static final long serialVersionUID = 1;

    Unreadable(String message) {
      super(message);
    }
  }

  private AnswerReader(Map<String, String> inForce) {
    this.inForce = inForce;
  }

  /**
   * Reads an answer.
   *
   * @param text what the model wrote
   * @param inForce the parameters in force: a value equal to its own is no change
   */
  static Reading read(String text, Map<String, String> inForce) {
    AnswerReader reader = new AnswerReader(inForce);
    try {
      reader.readAll(text);
    } catch (Unreadable e) {
      reader.notes.add("the answer cannot be used: " + e.getMessage());
    }
    return new Reading(List.copyOf(reader.proposals), List.copyOf(reader.notes));
  }

  private void readAll(String text) throws Unreadable {
    JsonNode answer;
    try {
      answer = STRICT.readTree(text);
    } catch (JsonProcessingException e) {
      throw new Unreadable("it is no well-formed JSON");
    }
    requireFields(answer, "the answer", Set.of(AnswerSchema.PROPOSALS));
    JsonNode list = answer.path(AnswerSchema.PROPOSALS);
    if (!list.isArray()) {
      throw new Unreadable("\"proposals\" is no list");
    }
    for (int i = 0; i < Math.min(list.size(), Prompt.MOST_PROPOSALS); i++) {
      try {
        readOne(list.get(i), i + 1);
      } catch (Unreadable e) {
        notes.add("proposal " + (i + 1) + " is left out: " + e.getMessage());
      }
    }
    if (list.size() > Prompt.MOST_PROPOSALS) {
      notes.add(
          "of %d proposals only the first %d were read"
              .formatted(list.size(), Prompt.MOST_PROPOSALS));
    }
  }

  private void readOne(JsonNode node, int number) throws Unreadable {
    requireFields(node, "it", FIELDS);
    Map<String, String> changes = changes(node.path(AnswerSchema.PARAMETERS));
    String reasoning = text(node, AnswerSchema.REASONING);
    String effect = text(node, AnswerSchema.EXPECTED_EFFECT);
    double confidence = confidence(node.path(AnswerSchema.CONFIDENCE));
    if (changes.isEmpty()) {
      notes.add("proposal " + number + " is left out: it changes nothing");
    } else if (proposals.stream().anyMatch(one -> one.changes().equals(changes))) {
      notes.add("proposal " + number + " is left out: it repeats another");
    } else {
      proposals.add(new Proposal(changes, reasoning, effect, confidence, 1));
    }
  }

  /** A parameter that is not named keeps its value. */
  private Map<String, String> changes(JsonNode node) throws Unreadable {
    if (!node.isObject()) {
      throw new Unreadable("\"parameters\" is no object");
    }
    if (node.size() > MOST_PARAMETERS) {
      throw new Unreadable("it names " + node.size() + " parameters");
    }
    Map<String, String> changes = new TreeMap<>();
    for (Map.Entry<String, JsonNode> entry : node.properties()) {
      if (!entry.getValue().isTextual()) {
        throw new Unreadable("parameter " + quoted(entry.getKey()) + " has no text as its value");
      }
      String value = entry.getValue().textValue();
      if (Math.max(entry.getKey().length(), value.length()) > LONGEST_WORD) {
        throw new Unreadable(
            "parameter " + quoted(entry.getKey()) + " has too long a name or value");
      }
      if (!value.equals(inForce.get(entry.getKey()))) {
        changes.put(entry.getKey(), value);
      }
    }
    return changes;
  }

  private static double confidence(JsonNode node) throws Unreadable {
    double confidence = node.isNumber() ? node.doubleValue() : Double.NaN;
    if (!(confidence >= 0 && confidence <= 1)) {
      throw new Unreadable(
          "its confidence must be a number from 0 to 1, not " + quoted(node.toString()));
    }
    return confidence;
  }

  private static String text(JsonNode node, String field) throws Unreadable {
    if (!node.path(field).isTextual()) {
      throw new Unreadable("\"" + field + "\" is no text");
    }
    return UntrustedText.readable(node.path(field).textValue(), LONGEST_TEXT);
  }

  private static void requireFields(JsonNode node, String what, Set<String> fields)
      throws Unreadable {
    if (!node.isObject()) {
      throw new Unreadable(what + " is no JSON object");
    }
    for (Iterator<String> names = node.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!fields.contains(name)) {
        throw new Unreadable(what + " has a field " + quoted(name) + " that was not asked for");
      }
    }
    for (String field : fields.stream().sorted().toList()) {
      if (!node.has(field)) {
        throw new Unreadable(what + " has no field \"" + field + "\"");
      }
    }
  }

  private static String quoted(String text) {
    return "'" + UntrustedText.readable(text, LONGEST_QUOTE) + "'";
  }
}
