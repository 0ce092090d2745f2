package io.bellwether.workbench.cost;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * The prices of one region on one day, in the order in which a bill lists them.
 *
 * @param region such as us-east-1
 * @param readOn the day the prices were read
 * @param prices by id
 * @param types the resource types whose cost the model knows, each with how it is billed
 */
public record PriceList(
    String region, LocalDate readOn, Map<String, Price> prices, Set<String> types) {
  private static final String RESOURCE = "prices.json";

  /** The prices that come with this release. */
  public static PriceList packaged() {
    try (InputStream in = PriceList.class.getResourceAsStream(RESOURCE)) {
      return read(new ObjectMapper().readTree(Objects.requireNonNull(in, RESOURCE)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A price by its id. */
  Price price(String id) {
    return Optional.ofNullable(prices.get(id))
        .orElseThrow(() -> new CostException("no price for " + id + " in the table of prices"));
  }

  private static PriceList read(JsonNode root) {
    Map<String, Price.Allowance> allowances = new LinkedHashMap<>();
    root.get("allowances")
        .properties()
        .forEach(
            entry ->
                allowances.put(
                    entry.getKey(),
                    new Price.Allowance(
                        entry.getKey(),
                        number(entry.getValue(), "quantity"),
                        text(entry.getValue(), "name"))));
    Map<String, Price> prices = new LinkedHashMap<>();
    root.get("prices")
        .properties()
        .forEach(
            entry ->
                prices.put(entry.getKey(), price(entry.getKey(), entry.getValue(), allowances)));
    Set<String> types = new HashSet<>();
    root.get("types").fieldNames().forEachRemaining(types::add);
    return new PriceList(
        text(root, "region"),
        LocalDate.parse(text(root, "readOn")),
        Collections.unmodifiableMap(prices),
        Set.copyOf(types));
  }

  private static Price price(String id, JsonNode node, Map<String, Price.Allowance> allowances) {
    return new Price(
        id,
        text(node, "item"),
        number(node, "per"),
        number(node, "usd"),
        Optional.ofNullable(node.get("allowance"))
            .map(name -> Objects.requireNonNull(allowances.get(name.asText()), name.asText())),
        text(node, "source"),
        Price.Status.valueOf(text(node, "status").toUpperCase(Locale.ROOT)));
  }

  private static String text(JsonNode node, String key) {
    return node.required(key).asText();
  }

  private static BigDecimal number(JsonNode node, String key) {
    return new BigDecimal(text(node, key));
  }
}
