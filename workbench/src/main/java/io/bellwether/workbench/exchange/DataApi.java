package io.bellwether.workbench.exchange;

import static io.bellwether.workbench.exchange.RefusedException.badRequest;
import static io.bellwether.workbench.exchange.RefusedException.notFound;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import io.bellwether.market.Timeframe;
import io.bellwether.market.calendar.TradingCalendar;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Alpaca's market-data endpoints for stocks and corporate actions. Which price adjustment is asked
 * for has no effect: bars are on the basis of the latest split.
 */
final class DataApi {
  private static final int BARS = 1_000;
  private static final int MOST_BARS = 10_000;
  private static final Pattern TIMEFRAME = Pattern.compile("([1-9][0-9]?)(Min|T|Hour|H|Day|D)");

  private final PriceHistory history;
  private final TradingCalendar calendar;
  private final SplitNotices splits;

  DataApi(PriceHistory history, TradingCalendar calendar, SplitNotices splits) {
    this.splits = splits;
    this.history = history;
    this.calendar = calendar;
  }

  /** Answers a call below {@code /v2/stocks} or {@code /v1}. */
  Answer answer(Call call, Instant now) throws RefusedException {
    if (call.from(0).equals("v1/corporate-actions")) {
      return splits.answer(call, calendar.dateAt(now));
    }
    String endpoint = call.from(2);
    Set<String> symbols = call.list("symbols");
    return switch (endpoint) {
      case "bars" -> bars(call, symbols, Optional.empty(), now);
      case "bars/latest" -> latest("bars", symbols, symbol -> minuteBar(symbol, now));
      case "trades/latest" -> latest("trades", symbols, symbol -> trade(symbol, now));
      case "quotes/latest" -> latest("quotes", symbols, symbol -> quote(symbol, now));
      case "snapshots" -> snapshots(symbols, now);
      default -> single(call, now);
    };
  }

  private Answer snapshots(Set<String> symbols, Instant now) {
    ObjectNode all = Wire.object();
    for (String symbol : symbols) {
      snapshot(symbol, now).ifPresent(node -> all.set(symbol, node));
    }
    return Answer.ok(all);
  }

  /** The forms with the symbol in the path. */
  private Answer single(Call call, Instant now) throws RefusedException {
    String symbol = call.segments().size() > 2 ? call.segments().get(2) : "";
    return switch (call.from(3)) {
      case "bars" -> bars(call, Set.of(symbol), Optional.of(symbol), now);
      case "bars/latest" -> one(symbol, "bar", minuteBar(symbol, now));
      case "trades/latest" -> one(symbol, "trade", trade(symbol, now));
      case "quotes/latest" -> one(symbol, "quote", quote(symbol, now));
      case "snapshot" -> {
        ObjectNode node =
            snapshot(symbol, now).orElseThrow(() -> notFound("no snapshot found for " + symbol));
        yield Answer.ok(node.put("symbol", symbol));
      }
      default -> throw notFound("endpoint not found");
    };
  }

  private static Answer latest(
      String field, Set<String> symbols, Function<String, Optional<ObjectNode>> make)
      throws RefusedException {
    if (symbols.isEmpty()) {
      throw badRequest("symbols is required");
    }
    ObjectNode root = Wire.object();
    ObjectNode all = root.putObject(field);
    for (String symbol : symbols) {
      make.apply(symbol).ifPresent(node -> all.set(symbol, node));
    }
    return Answer.ok(root);
  }

  private static Answer one(String symbol, String field, Optional<ObjectNode> value)
      throws RefusedException {
    ObjectNode node = value.orElseThrow(() -> notFound("no " + field + " found for " + symbol));
    return Answer.ok(Wire.object().put("symbol", symbol).set(field, node));
  }

  private Optional<ObjectNode> trade(String symbol, Instant now) {
    return history
        .latest(symbol, now)
        .map(
            trade ->
                Wire.object()
                    .put("t", trade.time().toString())
                    .put("x", "V")
                    .put("p", trade.price())
                    .put("s", 100)
                    .put("i", trade.time().getEpochSecond())
                    .put("z", "C"));
  }

  /** There is no book: both sides stand at the latest price. */
  private Optional<ObjectNode> quote(String symbol, Instant now) {
    return history
        .latest(symbol, now)
        .map(
            trade ->
                Wire.object()
                    .put("t", trade.time().toString())
                    .put("ax", "V")
                    .put("ap", trade.price())
                    .put("as", 100)
                    .put("bx", "V")
                    .put("bp", trade.price())
                    .put("bs", 100)
                    .put("z", "C"));
  }

  /** The last complete bar of the finest series. */
  private Optional<ObjectNode> minuteBar(String symbol, Instant now) {
    return history.finest(symbol).flatMap(series -> lastComplete(series, now, 0));
  }

  private Optional<ObjectNode> lastComplete(ServedSeries series, Instant now, int back) {
    int index = series.visible(now) - 1;
    if (index >= 0 && !series.isComplete(index, now)) {
      index--;
    }
    index -= back;
    return index < 0 ? Optional.empty() : Optional.of(node(series.row(index)));
  }

  private static ObjectNode node(Row row) {
    return Wire.object()
        .put("t", Instant.ofEpochMilli(row.start()).toString())
        .put("o", row.open())
        .put("h", row.high())
        .put("l", row.low())
        .put("c", row.close())
        .put("v", row.volume())
        .put("n", row.volume() > 0 ? 1 : 0)
        .put("vw", (row.high() + row.low() + row.close()) / 3);
  }

  private Optional<ObjectNode> snapshot(String symbol, Instant now) {
    Optional<ObjectNode> trade = trade(symbol, now);
    if (trade.isEmpty()) {
      return Optional.empty();
    }
    ObjectNode node = Wire.object();
    node.set("latestTrade", trade.get());
    quote(symbol, now).ifPresent(quote -> node.set("latestQuote", quote));
    minuteBar(symbol, now).ifPresent(bar -> node.set("minuteBar", bar));
    Optional<ServedSeries> days = history.series(symbol, Timeframe.DAY);
    int visible = days.map(series -> series.visible(now)).orElse(0);
    if (visible > 0) {
      node.set("dailyBar", node(history.row(symbol, days.orElseThrow(), visible - 1, now)));
    }
    if (visible > 1) {
      node.set("prevDailyBar", node(days.orElseThrow().row(visible - 2)));
    }
    return Optional.of(node);
  }

  private Answer bars(Call call, Set<String> symbols, Optional<String> single, Instant now)
      throws RefusedException {
    if (symbols.isEmpty()) {
      throw badRequest("symbols is required");
    }
    Timeframe timeframe =
        timeframe(
            call.parameter("timeframe").orElseThrow(() -> badRequest("timeframe is required")));
    Optional<String> start = call.parameter("start");
    Optional<String> end = call.parameter("end");
    Instant first =
        start.isPresent()
            ? Wire.instant(start.get(), "start", calendar.zone())
            : calendar.dateAt(now).atStartOfDay(calendar.zone()).toInstant();
    Instant last = end.isPresent() ? Wire.instant(end.get(), "end", calendar.zone()) : now;
    boolean descending = call.parameter("sort").filter("desc"::equals).isPresent();
    Page page =
        new Page(
            now,
            Wire.integer(call.parameter("limit"), "limit", BARS, MOST_BARS),
            descending,
            Cursor.parse(call.parameter("page_token")));
    for (String symbol : symbols) {
      if (history.knows(symbol)) {
        ServedSeries series =
            history
                .series(symbol, timeframe)
                .orElseThrow(
                    () ->
                        badRequest(
                            "invalid timeframe: the bars of "
                                + symbol
                                + " cannot be built from what the exchange was given"));
        page.add(symbol, series, first, last);
      }
    }
    return page.answer(single);
  }

  private static Timeframe timeframe(String text) throws RefusedException {
    Matcher matcher = TIMEFRAME.matcher(text);
    if (matcher.matches()) {
      int count = Integer.parseInt(matcher.group(1));
      switch (matcher.group(2)) {
        case "Min", "T" -> {
          if (count <= 59) {
            return new Timeframe(count);
          }
        }
        case "Hour", "H" -> {
          if (count <= 12) {
            return new Timeframe(count * 60);
          }
        }
        default -> {
          if (count == 1) {
            return Timeframe.DAY;
          }
        }
      }
    }
    throw badRequest("invalid timeframe: " + text);
  }

  /** Where the next page begins: after the bar of a symbol that starts at an instant. */
  private record Cursor(String symbol, long start) {
    static Optional<Cursor> parse(Optional<String> token) throws RefusedException {
      if (token.isEmpty()) {
        return Optional.empty();
      }
      try {
        byte[] decoded = Base64.getUrlDecoder().decode(token.get());
        String[] parts = new String(decoded, StandardCharsets.UTF_8).split("\\|");
        return Optional.of(new Cursor(parts[0], Long.parseLong(parts[1])));
      } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
        throw badRequest("invalid page_token");
      }
    }

    String token() {
      byte[] bytes = (symbol + "|" + start).getBytes(StandardCharsets.UTF_8);
      return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
  }

  /** Collects the bars of one page: symbol by symbol, each in order of time. */
  private final class Page {
    private final Instant now;
    private final boolean descending;
    private final Optional<Cursor> from;
    private final List<String> symbols = new ArrayList<>();
    private final List<ByteArrayOutputStream> lists = new ArrayList<>();
    private int room;
    private Optional<Cursor> last = Optional.empty();
    private boolean more;

    Page(Instant now, int limit, boolean descending, Optional<Cursor> from) {
      this.now = now;
      this.room = limit;
      this.descending = descending;
      this.from = from;
    }

    void add(String symbol, ServedSeries series, Instant first, Instant end) {
      int sign = from.map(cursor -> symbol.compareTo(cursor.symbol())).orElse(1);
      if (sign < 0) {
        return;
      }
      int low = series.countBefore(first);
      int high = Math.min(series.countBefore(end.plusMillis(1)), series.visible(now));
      if (sign == 0) {
        Instant start = Instant.ofEpochMilli(from.orElseThrow().start());
        if (descending) {
          high = Math.min(high, series.countBefore(start));
        } else {
          low = Math.max(low, series.countBefore(start.plusMillis(1)));
        }
      }
      int count = Math.max(0, high - low);
      if (count > room) {
        more = true;
        count = room;
      }
      if (count > 0) {
        ByteArrayOutputStream list = new ByteArrayOutputStream(count * 128);
        for (int i = 0; i < count; i++) {
          int index = descending ? high - 1 - i : low + i;
          list.writeBytes(i == 0 ? new byte[] {'['} : new byte[] {','});
          list.writeBytes(json(symbol, series, index));
          last = Optional.of(new Cursor(symbol, series.start(index).toEpochMilli()));
        }
        list.write(']');
        symbols.add(symbol);
        lists.add(list);
        room -= count;
      }
    }

    private byte[] json(String symbol, ServedSeries series, int index) {
      return series.isComplete(index, now)
          ? series.json(index)
          : history.row(symbol, series, index, now).json().getBytes(StandardCharsets.UTF_8);
    }

    Answer answer(Optional<String> single) {
      ObjectNode root = Wire.object();
      if (single.isPresent()) {
        root.put("symbol", single.get());
        if (lists.isEmpty()) {
          root.putNull("bars");
        } else {
          root.putRawValue("bars", raw(0));
        }
      } else {
        ObjectNode all = root.putObject("bars");
        for (int i = 0; i < lists.size(); i++) {
          all.putRawValue(symbols.get(i), raw(i));
        }
      }
      Wire.put(root, "next_page_token", last.filter(cursor -> more).map(Cursor::token));
      return Answer.ok(root);
    }

    private RawValue raw(int index) {
      return new RawValue(lists.get(index).toString(StandardCharsets.UTF_8));
    }
  }
}
