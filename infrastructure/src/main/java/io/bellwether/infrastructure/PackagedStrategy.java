package io.bellwether.infrastructure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A strategy of the catalogue, as far as a deployment has to know it.
 *
 * @param name in context, schedules and the functions
 * @param timeframe of the bars it decides on: {@code 5m}, {@code 1h}, {@code 1d}, ...
 * @param symbols what it trades
 * @param concentrate whether it sells everything else in its account
 */
record PackagedStrategy(String name, String timeframe, List<String> symbols, boolean concentrate) {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  PackagedStrategy {
    symbols = List.copyOf(symbols);
  }

  /** Reads the strategies the functions are packaged with. */
  static List<PackagedStrategy> read(Path file) {
    try {
      List<PackagedStrategy> strategies = new ArrayList<>();
      for (JsonNode node : JSON.readTree(file.toFile())) {
        List<String> symbols = new ArrayList<>();
        node.path("symbols").forEach(symbol -> symbols.add(symbol.asText()));
        strategies.add(
            new PackagedStrategy(
                node.path("strategy").asText(),
                node.path("timeframe").asText(),
                symbols,
                node.path("account").path("concentrate").asBoolean()));
      }
      return List.copyOf(strategies);
    } catch (IOException e) {
      throw new UncheckedIOException("the strategies in " + file + " cannot be read", e);
    }
  }

  boolean isDaily() {
    return timeframe.equals("1d");
  }
}
