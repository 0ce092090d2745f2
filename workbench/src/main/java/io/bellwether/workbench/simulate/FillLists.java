package io.bellwether.workbench.simulate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.bellwether.workbench.exchange.SimulatedExchange.Reply;
import java.util.ArrayList;
import java.util.List;

/** Lists of executions as an exchange under load may give them. */
final class FillLists {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private FillLists() {}

  /** The list without its latest row, with a row twice, or in another order. */
  static Reply distorted(Reply reply, FaultKind how) {
    try {
      if (!(JSON.readTree(reply.body()) instanceof ArrayNode array) || array.isEmpty()) {
        return reply;
      }
      List<JsonNode> rows = new ArrayList<>();
      array.forEach(rows::add);
      switch (how) {
        case FILLS_LATE -> rows.removeLast();
        case FILLS_TWICE -> rows.add(rows.getFirst());
        case FILLS_REORDERED -> rows.add(0, rows.removeLast());
        default -> throw new IllegalArgumentException(how + " is not about executions");
      }
      return new Reply(reply.status(), JSON.createArrayNode().addAll(rows).toString());
    } catch (JsonProcessingException e) {
      return reply;
    }
  }
}
