package io.bellwether.workbench.scenario.memory;

import static io.bellwether.workbench.scenario.memory.Desk.MONDAY;
import static io.bellwether.workbench.scenario.memory.Desk.OTHER;
import static io.bellwether.workbench.scenario.memory.Desk.SYMBOL;
import static io.bellwether.workbench.scenario.memory.Desk.TUESDAY;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bellwether.trading.config.UnexplainedPolicy;
import io.bellwether.trading.cost.NoCosts;
import io.bellwether.trading.event.TradingEvent;
import io.bellwether.trading.ledger.Finding;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * A reverse split whose fraction is paid in cash, a foreign position that is closed and one that is
 * found, killed before and after every call to the ledger and the broker: always the same end.
 */
class ReconciliationKilledTest {
  /** Dying before one of two reads in a row is like dying before the other. */
  private static final int READS = 4;

  @Test
  void killedBeforeAndAfterEveryCall() {
    List<String> clean;
    List<String> calls;
    int first;
    try (Desk desk = overNight()) {
      first = desk.ports().calls().size();
      live(desk);
      calls = desk.ports().calls();
      clean = books(desk);
      assertTrue(calls.size() - first > 60, calls::toString);
    }
    List<String> wrong = new ArrayList<>();
    for (int call = first; call < calls.size(); call++) {
      boolean reads = calls.get(call).startsWith("read") || calls.get(call).startsWith("GET");
      if (!reads || call % READS == 0) {
        for (boolean after : reads ? List.of(false) : List.of(false, true)) {
          try (Desk desk = overNight()) {
            desk.ports().kill(call, after);
            live(desk);
            List<String> books = books(desk);
            if (!books.equals(clean)) {
              wrong.add((after ? "after " : "before ") + calls.get(call) + ": " + books);
            }
          }
        }
      }
    }
    assertEquals(List.of(), wrong, () -> "and not " + clean);
  }

  private static Desk overNight() {
    Desk desk = new Desk(UnexplainedPolicy.CLOSE, false, new NoCosts(), false);
    desk.to("09:31").hold(0.305).minutes(2).to("15:55").followUp();
    desk.to(MONDAY, "16:01");
    desk.exchange().accountEvents().split(SYMBOL, BigDecimal.ONE, BigDecimal.TEN, true);
    desk.exchange().accountEvents().transfer(OTHER, BigDecimal.TEN, new BigDecimal("41.37"));
    return desk.prices(SYMBOL, TUESDAY, 1000).prices(OTHER, TUESDAY, 50);
  }

  private static void live(Desk desk) {
    desk.to(TUESDAY, "09:30").minutes(13);
  }

  /** What is left at the end, in figures that do not depend on when it happened. */
  private static List<String> books(Desk desk) {
    List<String> books = new ArrayList<>();
    books.add(plain(desk.held(SYMBOL)) + "=" + plain(desk.holding(SYMBOL).quantity()));
    books.add(plain(desk.held(OTHER)) + "=" + plain(desk.holding(OTHER).quantity()));
    books.add("at " + cents(desk.holding(SYMBOL).averagePrice()));
    desk.trades()
        .forEach(trade -> books.add(plain(trade.quantity()) + " for " + cents(trade.pnl())));
    books.add(
        "told "
            + desk.told(TradingEvent.Type.POSITION_UNEXPLAINED).stream()
                .map(event -> event.occurrence().orElseThrow() + " of " + event.time())
                .distinct()
                .count());
    books.add("lasts " + desk.findings().stream().filter(Finding::lasts).count());
    books.add(
        "stops "
            + desk.exchange().orders().stream().filter(order -> order.status().isOpen()).count());
    return books;
  }

  private static String plain(BigDecimal quantity) {
    return quantity.stripTrailingZeros().toPlainString();
  }

  private static String cents(BigDecimal amount) {
    return amount.setScale(2, RoundingMode.HALF_EVEN).toPlainString();
  }
}
