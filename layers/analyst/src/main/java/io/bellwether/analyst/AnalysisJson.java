package io.bellwether.analyst;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.bellwether.trading.analysis.Analysis;

/**
 * Analyses as JSON: a component of a record is a field of its name, an absent one is no field, and
 * what a record derives is left out. The texts are not in it; {@code prompt} and {@code answer} say
 * where they are.
 */
public final class AnalysisJson {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .addModule(new Jdk8Module())
          .addModule(new JavaTimeModule())
          .visibility(PropertyAccessor.IS_GETTER, JsonAutoDetect.Visibility.NONE)
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(
                  JsonInclude.Include.NON_ABSENT, JsonInclude.Include.ALWAYS))
          .build();

  private AnalysisJson() {}

  /** An analysis as JSON. */
  public static ObjectNode of(Analysis analysis) {
    return MAPPER.valueToTree(analysis);
  }

  /**
   * The analysis that JSON tells of.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static Analysis read(JsonNode json) {
    try {
      return MAPPER.treeToValue(json, Analysis.class);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("this is no analysis: " + e.getOriginalMessage(), e);
    }
  }
}
