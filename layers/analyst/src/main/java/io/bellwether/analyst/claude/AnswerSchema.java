package io.bellwether.analyst.claude;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bellwether.analyst.Dossier;
import io.bellwether.research.search.ParameterAxis;

/**
 * The JSON schema of an answer. Each parameter that may be proposed is an enumeration of all its
 * values and has to be given, so that a set is always whole and no value outside the bounds has a
 * form. Bounds of numbers and the number of proposals are not part of what providers enforce: those
 * are checked when the answer is read.
 */
final class AnswerSchema {
  static final String PROPOSALS = "proposals";
  static final String PARAMETERS = "parameters";
  static final String REASONING = "reasoning";
  static final String EXPECTED_EFFECT = "expected_effect";
  static final String CONFIDENCE = "confidence";

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private AnswerSchema() {}

  static String of(Dossier dossier) {
    ObjectNode parameters = JSON.objectNode();
    for (ParameterAxis axis : dossier.bounds().axes()) {
      ObjectNode value = parameters.putObject(axis.name()).put("type", "string");
      ArrayNode allowed = value.putArray("enum");
      axis.values().forEach(allowed::add);
    }
    ObjectNode proposal = JSON.objectNode();
    proposal.set(PARAMETERS, closed(parameters));
    proposal.putObject(REASONING).put("type", "string");
    proposal.putObject(EXPECTED_EFFECT).put("type", "string");
    proposal.putObject(CONFIDENCE).put("type", "number");
    ObjectNode answer = JSON.objectNode();
    answer.putObject(PROPOSALS).put("type", "array").set("items", closed(proposal));
    return closed(answer).toPrettyString();
  }

  /** An object of these properties, all of them required, and of no others. */
  private static ObjectNode closed(ObjectNode properties) {
    ObjectNode object = JSON.objectNode().put("type", "object");
    object.set("properties", properties);
    ArrayNode required = object.putArray("required");
    properties.fieldNames().forEachRemaining(required::add);
    return object.put("additionalProperties", false);
  }
}
