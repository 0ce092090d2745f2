package io.bellwether.analyst.session;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.bellwether.trading.analysis.SessionDocument;
import java.io.IOException;

/** Session documents as JSON in UTF-8: a field for each component, null for an absent value. */
public final class SessionJson {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .addModule(new Jdk8Module())
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .build();

  private SessionJson() {}

  /** A document on one line, without an end of line. */
  public static byte[] write(SessionDocument document) {
    try {
      return MAPPER.writeValueAsBytes(document);
    } catch (JacksonException e) {
      throw new IllegalStateException("a session document is always JSON", e);
    }
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IllegalArgumentException if it is no session document
   */
  public static SessionDocument read(byte[] json) {
    try {
      return MAPPER.readValue(json, SessionDocument.class);
    } catch (IOException e) {
      throw new IllegalArgumentException("this is no session document: " + e.getMessage(), e);
    }
  }
}
