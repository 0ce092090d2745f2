package io.bellwether.trading.event;

import io.bellwether.trading.event.TradingEvent.Severity;
import java.util.Locale;

/**
 * An event in words for people.
 *
 * @param subject one line of plain ASCII, at most 100 characters (SNS's limit)
 * @param text the message
 */
public record EventMessage(String subject, String text) {
  private static final int SUBJECT_LIMIT = 100;

  /** Whether people are to be told: trades, the daily summary, and everything that went wrong. */
  public static boolean isForPeople(TradingEvent event) {
    return event.severity() != Severity.INFO
        || event.type() == TradingEvent.Type.ORDER_FILLED
        || event.type() == TradingEvent.Type.TRADE_CLOSED
        || event.type() == TradingEvent.Type.DAILY_SUMMARY;
  }

  /** Puts an event into words. */
  public static EventMessage of(TradingEvent event) {
    String kind = event.type().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    String subject =
        "Bellwether "
            + (event.severity() == Severity.INFO ? "" : event.severity() + " ")
            + kind
            + event.symbol().map(symbol -> " " + symbol).orElse("")
            + " "
            + event.account();
    String ascii = subject.replaceAll("[^\\x20-\\x7e]", "?");
    StringBuilder text = new StringBuilder(event.message()).append('\n');
    text.append(event.strategy().map(s -> s + " on ").orElse("")).append(event.account());
    text.append(", ").append(event.time());
    return new EventMessage(
        ascii.substring(0, Math.min(SUBJECT_LIMIT, ascii.length())), text.toString());
  }
}
