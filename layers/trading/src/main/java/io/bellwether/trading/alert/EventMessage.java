package io.bellwether.trading.alert;

import io.bellwether.market.calendar.NyseCalendar;
import io.bellwether.trading.event.TradingEvent;
import io.bellwether.trading.event.TradingEvent.Severity;
import java.text.Normalizer;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * An event in words for people.
 *
 * @param subject one line of plain ASCII, at most 100 characters (SNS's limit), that sorts by
 *     severity
 * @param title what happened in a few words
 * @param body what happened, what it means and what to do
 * @param figures when and to what it happened, and what to look it up by
 * @param sms the title and what happened, in at most 160 characters of the phone alphabet (GSM-7)
 */
public record EventMessage(
    String subject, String title, String body, Map<String, String> figures, String sms) {
  private static final int SUBJECT_LIMIT = 100;
  private static final int SMS_LIMIT = 160;
  private static final DateTimeFormatter NEW_YORK =
      DateTimeFormatter.ofPattern("EEE d MMM uuuu, HH:mm:ss", Locale.ENGLISH);

  /** What people are told of although nothing is asked of them. */
  private static final Set<TradingEvent.Type> NEWS =
      Set.of(
          TradingEvent.Type.ORDER_FILLED,
          TradingEvent.Type.TRADE_CLOSED,
          TradingEvent.Type.DAILY_SUMMARY,
          TradingEvent.Type.PROPOSAL_MADE,
          TradingEvent.Type.VERSION_ACTIVATED,
          TradingEvent.Type.WEEKLY_DIGEST);

  /**
   * Whether people are to be told: trades, the daily summary, the weekly digest, what is proposed
   * and what is activated, and everything that went wrong.
   */
  public static boolean isForPeople(TradingEvent event) {
    return event.severity() != Severity.INFO || NEWS.contains(event.type());
  }

  /**
   * Puts an event into words.
   *
   * @param stage the deployment it comes from
   * @param suppressed how often the same came since people were last told
   */
  public static EventMessage of(TradingEvent event, String stage, int suppressed) {
    String title =
        event.type().words()
            + event.symbol().map(symbol -> ", " + symbol).orElse("")
            + " on "
            + event.account();
    String what = event.severity().label() + " " + stage + ": " + title;
    return new EventMessage(
        cut(ascii("[%s] Bellwether %s: %s".formatted(rank(event), stage, title)), SUBJECT_LIMIT),
        title,
        body(event, stage, suppressed),
        figures(event),
        cut(phone(what + ": " + event.message()), SMS_LIMIT));
  }

  /** The whole message as plain text, for an e-mail. */
  public String text() {
    StringBuilder text = new StringBuilder(body).append("\n\n");
    figures.forEach(
        (name, value) -> text.append(String.format(Locale.ROOT, "%-12s %s\n", name + ":", value)));
    return text.toString().stripTrailing();
  }

  /** A mailbox sorted by subject is sorted by severity. */
  private static String rank(TradingEvent event) {
    return switch (event.severity()) {
      case CRITICAL -> "1 CRITICAL";
      case WARNING -> "2 warning";
      case INFO -> "3 info";
    };
  }

  private static String body(TradingEvent event, String stage, int suppressed) {
    StringBuilder body = new StringBuilder(event.message());
    EventAdvice advice = EventAdvice.of(event, stage);
    if (!advice.meaning().isEmpty()) {
      body.append("\n\nWhat it means: ").append(advice.meaning());
    }
    if (!advice.action().isEmpty()) {
      body.append("\nWhat to do: ").append(advice.action());
    }
    if (event.severity() != Severity.INFO) {
      body.append("\nLook it up: ").append(lookUp(event, stage));
    }
    if (suppressed > 0) {
      body.append("\n\nThe same came ")
          .append(suppressed)
          .append(" more time(s) since you were last told.");
    }
    return body.toString();
  }

  /** The command that shows the log around the event. */
  private static String lookUp(TradingEvent event, String stage) {
    String function =
        switch (event.type()) {
          case SIGNAL_RAISED, SIGNAL_EXPIRED, DATA_REJECTED, TICK_MISSED -> "signals";
          case CHANNEL_LOST -> "notifications";
          case PROPOSAL_MADE,
              PROPOSAL_REFUSED,
              VERSION_ACTIVATED,
              ANALYSIS_FAILED,
              ANALYST_REPLACED,
              BUDGET_EXHAUSTED,
              DRIFT_FOUND,
              WEEKLY_DIGEST ->
              "analysis";
          default -> "execution";
        };
    String term =
        Stream.of("order", "signal", "analysis")
            .flatMap(name -> Optional.ofNullable(event.details().get(name)).stream())
            .findFirst()
            .orElse(event.account());
    return "aws logs tail /aws/lambda/bellwether-%s-%s --since 1d --filter-pattern '\"%s\"'"
        .formatted(stage, function, term);
  }

  private static Map<String, String> figures(TradingEvent event) {
    Map<String, String> figures = new LinkedHashMap<>();
    figures.put("New York", newYork(event.time()));
    figures.put("UTC", event.time().toString());
    figures.put("account", event.account());
    event.strategy().ifPresent(strategy -> figures.put("strategy", strategy));
    event.symbol().ifPresent(symbol -> figures.put("symbol", symbol));
    new TreeMap<>(event.details()).forEach(figures::putIfAbsent);
    return figures;
  }

  private static String newYork(Instant time) {
    return NEW_YORK.format(time.atZone(NyseCalendar.ZONE));
  }

  private static String ascii(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFKD)
        .replaceAll("\\p{M}", "")
        .replaceAll("\\s+", " ")
        .replaceAll("[^\\x20-\\x7e]+", "?")
        .strip();
  }

  /** Characters that GSM-7 lacks, or that count twice in it, become their nearest kin. */
  private static String phone(String text) {
    return ascii(text)
        .replace('`', '\'')
        .replace('^', '\'')
        .replace('[', '(')
        .replace('{', '(')
        .replace(']', ')')
        .replace('}', ')')
        .replace('~', '-')
        .replace('|', '/')
        .replace('\\', '/');
  }

  private static String cut(String text, int limit) {
    return text.length() <= limit ? text : text.substring(0, limit - 3) + "...";
  }
}
