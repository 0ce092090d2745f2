package io.bellwether.workbench.exchange;

import static io.bellwether.workbench.exchange.RefusedException.malformed;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bellwether.market.calendar.Session;
import io.bellwether.market.calendar.TradingCalendar;
import io.bellwether.market.calendar.UnknownSessionException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** Alpaca's clock and calendar. */
final class CalendarApi {
  private static final DateTimeFormatter CLOCK_TIME = DateTimeFormatter.ofPattern("HH:mm");

  private final TradingCalendar calendar;

  CalendarApi(TradingCalendar calendar) {
    this.calendar = calendar;
  }

  Answer clock(Instant now) {
    LocalDate today = calendar.dateAt(now);
    Optional<Session> session = calendar.session(today);
    boolean open = session.filter(s -> s.contains(now)).isPresent();
    boolean ahead = session.filter(s -> now.isBefore(s.open())).isPresent();
    Session next = ahead ? session.orElseThrow() : calendar.nextSession(today);
    Session closing = open ? session.orElseThrow() : next;
    return Answer.ok(
        Wire.object()
            .put("timestamp", local(now))
            .put("is_open", open)
            .put("next_open", local(next.open()))
            .put("next_close", local(closing.close())));
  }

  private String local(Instant instant) {
    return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(instant.atZone(calendar.zone()));
  }

  /** The trading days of a range, as far as the calendar knows them. */
  Answer days(Call call) throws RefusedException {
    LocalDate first = date(call, "start", calendar.firstDate());
    LocalDate last = date(call, "end", calendar.lastDate());
    ArrayNode array = Wire.array();
    LocalDate day = first.isBefore(calendar.firstDate()) ? calendar.firstDate() : first;
    LocalDate end = last.isAfter(calendar.lastDate()) ? calendar.lastDate() : last;
    for (; !day.isAfter(end); day = day.plusDays(1)) {
      calendar.session(day).ifPresent(session -> array.add(day(session)));
    }
    return Answer.ok(array);
  }

  private ObjectNode day(Session session) {
    ObjectNode node =
        Wire.object()
            .put("date", session.date().toString())
            .put("open", CLOCK_TIME.format(session.open().atZone(calendar.zone())))
            .put("close", CLOCK_TIME.format(session.close().atZone(calendar.zone())))
            .put("session_open", "0400")
            .put("session_close", session.earlyClose() ? "1700" : "2000");
    try {
      node.put("settlement_date", calendar.nextSession(session.date()).date().toString());
    } catch (UnknownSessionException e) {
      node.putNull("settlement_date");
    }
    return node;
  }

  private static LocalDate date(Call call, String name, LocalDate standard)
      throws RefusedException {
    Optional<String> text = call.parameter(name);
    if (text.isEmpty()) {
      return standard;
    }
    try {
      return LocalDate.parse(text.get().substring(0, Math.min(10, text.get().length())));
    } catch (DateTimeParseException e) {
      throw malformed("invalid " + name);
    }
  }
}
