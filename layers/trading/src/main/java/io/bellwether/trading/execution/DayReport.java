package io.bellwether.trading.execution;

import io.bellwether.strategy.Direction;
import io.bellwether.trading.broker.BrokerPosition;
import io.bellwether.trading.event.TradingEvent.Severity;
import io.bellwether.trading.ledger.SessionRecord;
import io.bellwether.trading.ledger.Trade;
import io.bellwether.trading.order.OrderStatus;
import io.bellwether.trading.plan.Plan;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A trading day of one account, to be read by its owner. Amounts are US dollars.
 *
 * @param day the record of the day
 * @param beforeDay equity at the close of the session recorded before, if there is one
 * @param beforeWeek the same of the last session of the week before
 * @param atStart equity at the first close on record, if it is of an earlier day
 * @param positions as the broker has them
 * @param orders how many of the day's orders are in which state
 * @param trades closed that day
 * @param alerts how many alerts there were since the summary before
 * @param missedTicks how many of the day's ticks did not run
 * @param plans what is still under way
 * @param next what runs next, in one line
 * @param notNormal what a person should look at; empty if all is normal
 */
record DayReport(
    SessionRecord day,
    Optional<BigDecimal> beforeDay,
    Optional<BigDecimal> beforeWeek,
    Optional<BigDecimal> atStart,
    List<BrokerPosition> positions,
    Map<OrderStatus, Integer> orders,
    List<Trade> trades,
    Map<Severity, Integer> alerts,
    int missedTicks,
    List<Plan> plans,
    String next,
    List<String> notNormal) {
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  /** The day in one line. */
  String headline() {
    return day.date()
        + " "
        + day.strategy()
        + " on "
        + day.account()
        + ": "
        + (notNormal.isEmpty() ? "all normal" : "NOT normal, see below")
        + "; equity "
        + money(day.equity())
        + " USD"
        + beforeDay.map(before -> ", day " + change(before)).orElse("");
  }

  /** The day in full, the headline first. */
  String text() {
    List<String> lines = new ArrayList<>();
    lines.add(headline());
    if (!notNormal.isEmpty()) {
      lines.add("");
      lines.add("Not normal:");
      notNormal.forEach(what -> lines.add("- " + what));
    }
    lines.add("");
    lines.add("Day:   " + beforeDay.map(this::change).orElse("no earlier day on record"));
    lines.add("Week:  " + beforeWeek.map(this::change).orElse("no earlier week on record"));
    lines.add("Total: " + atStart.map(this::change).orElse("this is the first day on record"));
    lines.add("");
    section(lines, "Positions", positions.stream().map(DayReport::describe).toList());
    section(lines, "Trades", trades.stream().map(DayReport::describe).toList());
    section(
        lines,
        "Orders",
        orders.entrySet().stream()
            .map(state -> state.getValue() + " " + words(state.getKey()))
            .toList());
    section(lines, "Open plans", plans.stream().map(DayReport::describe).toList());
    section(
        lines,
        "Alerts",
        alerts.entrySet().stream()
            .map(severity -> severity.getValue() + " " + words(severity.getKey()))
            .toList());
    lines.add("Missed ticks: " + missedTicks);
    lines.add("Next: " + next);
    return String.join("\n", lines);
  }

  /** The figures by name, for machines. */
  Map<String, String> figures() {
    return Map.of(
        "date", day.date().toString(),
        "equity", day.equity().toPlainString(),
        "pnl", day.pnl().toPlainString(),
        "trades", Integer.toString(day.trades()),
        "normal", Boolean.toString(notNormal.isEmpty()));
  }

  private static void section(List<String> lines, String name, List<String> entries) {
    if (entries.isEmpty()) {
      lines.add(name + ": none");
    } else {
      lines.add(name + ":");
      entries.forEach(entry -> lines.add("  " + entry));
    }
  }

  private String change(BigDecimal before) {
    BigDecimal profit = day.equity().subtract(before);
    return signed(profit)
        + " USD"
        + (before.signum() > 0 ? " (" + percent(profit, before) + ")" : "");
  }

  private static String describe(BrokerPosition position) {
    BigDecimal perShare =
        position.direction() == Direction.LONG
            ? position.currentPrice().subtract(position.averagePrice())
            : position.averagePrice().subtract(position.currentPrice());
    BigDecimal profit = perShare.multiply(position.quantity());
    return words(position.direction())
        + " "
        + position.quantity().toPlainString()
        + " "
        + position.symbol()
        + " from "
        + money(position.averagePrice())
        + ", now "
        + money(position.currentPrice())
        + ": "
        + signed(profit)
        + " USD"
        + (position.averagePrice().signum() > 0
            ? " (" + percent(perShare, position.averagePrice()) + ")"
            : "");
  }

  private static String describe(Trade trade) {
    return words(trade.direction())
        + " "
        + trade.quantity().toPlainString()
        + " "
        + trade.symbol()
        + " from "
        + money(trade.entryPrice())
        + " to "
        + money(trade.exitPrice())
        + ": "
        + signed(trade.pnl())
        + " USD after fees, closed by "
        + trade.exitReason().label();
  }

  private static String describe(Plan plan) {
    long left = plan.steps().stream().filter(step -> !step.isOver()).count();
    return "signal "
        + plan.signalId()
        + ", "
        + (plan.planned() ? left + " step(s) left" : "to be planned from " + plan.submitFrom());
  }

  static String money(BigDecimal amount) {
    return amount.setScale(2, RoundingMode.HALF_EVEN).toPlainString();
  }

  private static String signed(BigDecimal amount) {
    String money = money(amount);
    return amount.signum() > 0 ? "+" + money : money;
  }

  private static String percent(BigDecimal part, BigDecimal whole) {
    return signed(part.multiply(HUNDRED).divide(whole, MathContext.DECIMAL64)) + " %";
  }

  private static String words(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
