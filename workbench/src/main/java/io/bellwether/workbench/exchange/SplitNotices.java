package io.bellwether.workbench.exchange;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The splits announced, as Alpaca's {@code GET /v1/corporate-actions} lists them. */
final class SplitNotices {
  private record Notice(
      String symbol, BigDecimal newShares, BigDecimal oldShares, LocalDate exDate) {}

  private final List<Notice> notices = new ArrayList<>();

  /** Announces a split, unless it is announced already. */
  void add(String symbol, BigDecimal newShares, BigDecimal oldShares, LocalDate exDate) {
    Notice notice = new Notice(symbol, newShares, oldShares, exDate);
    if (!notices.contains(notice)) {
      notices.add(notice);
    }
  }

  /** The splits of a range of process dates, here their ex-dates; of today unless it is given. */
  Answer answer(Call call, LocalDate today) throws RefusedException {
    Set<String> symbols = call.list("symbols");
    Set<String> types = call.list("types");
    LocalDate start = date(call, "start", today);
    LocalDate end = date(call, "end", today);
    ArrayNode forward = Wire.array();
    ArrayNode reverse = Wire.array();
    for (Notice notice : notices) {
      boolean isForward = notice.newShares().compareTo(notice.oldShares()) > 0;
      boolean asked =
          types.isEmpty() || types.contains(isForward ? "forward_split" : "reverse_split");
      if (asked
          && (symbols.isEmpty() || symbols.contains(notice.symbol()))
          && !notice.exDate().isBefore(start)
          && !notice.exDate().isAfter(end)) {
        (isForward ? forward : reverse).add(node(notice));
      }
    }
    ObjectNode root = Wire.object();
    ObjectNode actions = root.putObject("corporate_actions");
    if (!forward.isEmpty()) {
      actions.set("forward_splits", forward);
    }
    if (!reverse.isEmpty()) {
      actions.set("reverse_splits", reverse);
    }
    root.putNull("next_page_token");
    return Answer.ok(root);
  }

  private static ObjectNode node(Notice notice) {
    return Wire.object()
        .put("id", Wire.assetId(notice.symbol() + notice.exDate()))
        .put("symbol", notice.symbol())
        .put("new_rate", notice.newShares())
        .put("old_rate", notice.oldShares())
        .put("process_date", notice.exDate().toString())
        .put("ex_date", notice.exDate().toString())
        .put("payable_date", notice.exDate().toString());
  }

  private static LocalDate date(Call call, String name, LocalDate otherwise)
      throws RefusedException {
    Optional<String> text = call.parameter(name);
    try {
      return text.map(LocalDate::parse).orElse(otherwise);
    } catch (DateTimeException e) {
      throw RefusedException.badRequest("invalid " + name + ": " + text.orElse(""));
    }
  }
}
