package io.bellwether.trading.broker.alpaca;

import com.fasterxml.jackson.databind.JsonNode;
import io.bellwether.market.time.Deadline;
import io.bellwether.trading.broker.BrokerException;
import io.bellwether.trading.broker.BrokerFill;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import okhttp3.HttpUrl;

/** The executions of an order, page by page. */
final class AlpacaFills {
  private static final int PAGE_SIZE = 100;
  private static final int MAXIMUM_PAGES = 100;

  private final AlpacaReads reads;
  private final HttpUrl trading;

  AlpacaFills(AlpacaReads reads, HttpUrl trading) {
    this.reads = reads;
    this.trading = trading;
  }

  /** All fills of an order, in the order of the pages. */
  Collection<BrokerFill> of(String brokerOrderId, Deadline deadline) throws BrokerException {
    Map<String, BrokerFill> fills = new LinkedHashMap<>();
    Set<String> seen = new HashSet<>();
    HttpUrl first = firstPage(brokerOrderId);
    HttpUrl page = first;
    for (int pages = 0; pages < MAXIMUM_PAGES; pages++) {
      List<JsonNode> rows =
          AlpacaFields.elements(reads.json(page, "the list of fills", deadline), "fills");
      boolean anyNew = false;
      for (JsonNode row : rows) {
        BrokerFill fill = AlpacaJson.fill(row);
        anyNew |= seen.add(fill.id());
        if (fill.brokerOrderId().equals(brokerOrderId)) {
          AlpacaFields.putOnce(fills, fill.id(), fill, "the list of fills");
        }
      }
      if (rows.size() < PAGE_SIZE) {
        return fills.values();
      }
      if (!anyNew) {
        throw AlpacaFields.malformed(
            "the list of fills", "of " + brokerOrderId + " goes in circles");
      }
      page =
          first
              .newBuilder()
              .addQueryParameter("page_token", AlpacaFields.text(rows.getLast(), "id"))
              .build();
    }
    throw AlpacaFields.malformed(
        "the list of fills", "of " + brokerOrderId + " has more than " + MAXIMUM_PAGES + " pages");
  }

  private HttpUrl firstPage(String brokerOrderId) {
    return trading
        .newBuilder()
        .addPathSegments("v2/account/activities/FILL")
        .addQueryParameter("order_id", brokerOrderId)
        .addQueryParameter("direction", "asc")
        .addQueryParameter("page_size", Integer.toString(PAGE_SIZE))
        .build();
  }
}
