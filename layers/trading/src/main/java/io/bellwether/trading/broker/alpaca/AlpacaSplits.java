package io.bellwether.trading.broker.alpaca;

import com.fasterxml.jackson.databind.JsonNode;
import io.bellwether.market.time.Deadline;
import io.bellwether.trading.broker.BrokerException;
import io.bellwether.trading.broker.BrokerSplit;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import okhttp3.HttpUrl;

/**
 * Splits from Alpaca's corporate actions, {@code GET /v1/corporate-actions}: a forward or reverse
 * split makes {@code new_rate} shares of {@code old_rate}, from {@code ex_date} on. The range asked
 * for is one of process dates, which are not before the ex-date by more than a few days nor after
 * it by many; a wider one is asked for, and cut to the ex-dates wanted.
 */
final class AlpacaSplits {
  private static final int PAGE_SIZE = 1000;
  private static final int MAXIMUM_PAGES = 10;

  /** How far a process date may lie from its ex-date. */
  private static final int PROCESSING_DAYS = 7;

  private final AlpacaReads reads;
  private final HttpUrl data;

  AlpacaSplits(AlpacaReads reads, HttpUrl data) {
    this.reads = reads;
    this.data = data;
  }

  /** The splits with an ex-date in a range, both dates inclusive, in order of the ex-date. */
  List<BrokerSplit> of(Set<String> symbols, LocalDate first, LocalDate last, Deadline deadline)
      throws BrokerException {
    if (symbols.isEmpty() || last.isBefore(first)) {
      return List.of();
    }
    HttpUrl url = url(symbols, first, last);
    HttpUrl page = url;
    List<BrokerSplit> splits = new ArrayList<>();
    for (int pages = 0; pages < MAXIMUM_PAGES; pages++) {
      JsonNode answer = reads.json(page, "the list of splits", deadline);
      JsonNode actions = answer.path("corporate_actions");
      if (!actions.isObject()) {
        throw AlpacaFields.malformed("corporate_actions", "is not an object");
      }
      for (String kind : List.of("forward_splits", "reverse_splits")) {
        if (!actions.path(kind).isMissingNode() && !actions.path(kind).isNull()) {
          for (JsonNode row : AlpacaFields.elements(actions.path(kind), kind)) {
            splits.add(split(row));
          }
        }
      }
      Optional<String> next = AlpacaFields.optionalText(answer, "next_page_token");
      if (next.isEmpty()) {
        return wanted(splits, symbols, first, last);
      }
      page = url.newBuilder().addQueryParameter("page_token", next.get()).build();
    }
    throw AlpacaFields.malformed(
        "the list of splits", "has more than " + MAXIMUM_PAGES + " pages of " + PAGE_SIZE);
  }

  private HttpUrl url(Set<String> symbols, LocalDate first, LocalDate last) {
    return data.newBuilder()
        .addPathSegments("v1/corporate-actions")
        .addQueryParameter("symbols", String.join(",", new TreeSet<>(symbols)))
        .addQueryParameter("types", "forward_split,reverse_split")
        .addQueryParameter("start", first.minusDays(PROCESSING_DAYS).toString())
        .addQueryParameter("end", last.plusDays(PROCESSING_DAYS).toString())
        .addQueryParameter("limit", Integer.toString(PAGE_SIZE))
        .build();
  }

  private static BrokerSplit split(JsonNode row) throws BrokerException {
    BigDecimal newShares = AlpacaFields.decimal(row, "new_rate");
    BigDecimal oldShares = AlpacaFields.decimal(row, "old_rate");
    if (newShares.signum() <= 0 || oldShares.signum() <= 0) {
      throw AlpacaFields.malformed("new_rate or old_rate", "is not more than 0");
    }
    return new BrokerSplit(
        AlpacaFields.text(row, "symbol"), newShares, oldShares, date(row, "ex_date"));
  }

  private static LocalDate date(JsonNode row, String field) throws BrokerException {
    try {
      return LocalDate.parse(AlpacaFields.text(row, field));
    } catch (DateTimeException e) {
      throw AlpacaFields.malformed(field, "is not a date");
    }
  }

  private static List<BrokerSplit> wanted(
      List<BrokerSplit> splits, Set<String> symbols, LocalDate first, LocalDate last)
      throws BrokerException {
    List<BrokerSplit> wanted = inRange(splits, symbols, first, last);
    for (int i = 1; i < wanted.size(); i++) {
      BrokerSplit split = wanted.get(i);
      if (split.symbol().equals(wanted.get(i - 1).symbol())
          && split.exDate().equals(wanted.get(i - 1).exDate())) {
        throw AlpacaFields.malformed(
            "the list of splits", "has two of " + split.symbol() + " on " + split.exDate());
      }
    }
    return wanted;
  }

  private static List<BrokerSplit> inRange(
      List<BrokerSplit> splits, Set<String> symbols, LocalDate first, LocalDate last) {
    return splits.stream()
        .filter(split -> symbols.contains(split.symbol()))
        .filter(split -> !split.exDate().isBefore(first) && !split.exDate().isAfter(last))
        .distinct()
        .sorted(Comparator.comparing(BrokerSplit::exDate).thenComparing(BrokerSplit::symbol))
        .toList();
  }
}
