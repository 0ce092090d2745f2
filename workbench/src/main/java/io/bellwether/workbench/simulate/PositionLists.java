package io.bellwether.workbench.simulate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bellwether.trading.order.Side;
import io.bellwether.workbench.exchange.ExchangeFill;
import io.bellwether.workbench.exchange.SimulatedExchange.Reply;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Lists of positions as a broker may give them whose positions lag behind its executions. */
final class PositionLists {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private PositionLists() {}

  /**
   * The list without what executions have changed since a time.
   *
   * @param fills all executions, oldest first
   */
  static Reply before(Instant since, List<ExchangeFill> fills, Reply reply) {
    try {
      if (!(JSON.readTree(reply.body()) instanceof ArrayNode rows)) {
        return reply;
      }
      for (int i = fills.size() - 1; i >= 0 && fills.get(i).time().isAfter(since); i--) {
        takeOut(fills.get(i), rows);
      }
      return new Reply(reply.status(), rows.toString());
    } catch (JsonProcessingException e) {
      return reply;
    }
  }

  private static void takeOut(ExchangeFill fill, ArrayNode rows) {
    Optional<ObjectNode> row = row(fill.symbol(), rows);
    BigDecimal held =
        row.map(found -> new BigDecimal(found.path("qty").asText())).orElse(BigDecimal.ZERO);
    BigDecimal before =
        fill.side() == Side.BUY ? held.subtract(fill.quantity()) : held.add(fill.quantity());
    if (before.signum() <= 0) {
      remove(fill.symbol(), rows);
      return;
    }
    ObjectNode old = row.orElseGet(() -> gone(fill, rows));
    old.put("qty", before.toPlainString());
    old.put("qty_available", before.toPlainString());
  }

  private static Optional<ObjectNode> row(String symbol, ArrayNode rows) {
    for (JsonNode row : rows) {
      if (row.path("symbol").asText().equals(symbol)) {
        return Optional.of((ObjectNode) row);
      }
    }
    return Optional.empty();
  }

  private static void remove(String symbol, ArrayNode rows) {
    for (int i = rows.size() - 1; i >= 0; i--) {
      if (rows.get(i).path("symbol").asText().equals(symbol)) {
        rows.remove(i);
      }
    }
  }

  /** The position that an execution closed, at the execution's price. */
  private static ObjectNode gone(ExchangeFill fill, ArrayNode rows) {
    return rows.addObject()
        .put("symbol", fill.symbol())
        .put("side", "long")
        .put("avg_entry_price", fill.price().toPlainString())
        .put("current_price", fill.price().toPlainString());
  }
}
