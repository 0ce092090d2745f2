package io.bellwether.cloud;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.bellwether.trading.event.TradingEvent;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** How an event looks on the bus: one field per component, times as ISO text. */
public final class EventJson {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .addModule(new Jdk8Module())
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(
                  JsonInclude.Include.NON_ABSENT, JsonInclude.Include.ALWAYS))
          .build();

  private EventJson() {}

  /** The detail-type on the bus: {@code SignalRaised} for {@code SIGNAL_RAISED}. */
  public static String detailType(TradingEvent.Type type) {
    return Arrays.stream(type.name().split("_"))
        .map(word -> word.charAt(0) + word.substring(1).toLowerCase(Locale.ROOT))
        .collect(Collectors.joining());
  }

  /** The detail of an event, as JSON. */
  public static String write(TradingEvent event) {
    try {
      return MAPPER.writeValueAsString(event);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an event cannot be written as JSON", e);
    }
  }

  /**
   * Reads the detail of an event; fields it does not know are ignored.
   *
   * @throws IllegalArgumentException if the text is no event
   */
  public static TradingEvent read(String detail) {
    try {
      return MAPPER.readValue(detail, TradingEvent.class);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "the detail is no trading event: " + e.getOriginalMessage(), e);
    }
  }
}
