package io.bellwether.trading.execution;

import io.bellwether.strategy.Direction;
import io.bellwether.trading.event.TradingEvent.Severity;
import io.bellwether.trading.ledger.Finding;
import io.bellwether.trading.ledger.Finding.Kind;
import io.bellwether.trading.ledger.Holding;
import io.bellwether.trading.ledger.Ledger;
import io.bellwether.trading.ledger.ReconciliationMark;
import io.bellwether.trading.ledger.ReconciliationMark.Close;
import io.bellwether.trading.ledger.Trade;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Cash from one close to the next. What was bought became cost of holdings and what was sold became
 * profit of trades, so between two moments at which all fills are posted
 *
 * <pre>cash + cost of holdings = cash before + cost before + profit of the trades between</pre>
 *
 * to the cent. What is left over is a dividend, interest, a fee, a deposit, a withdrawal, or
 * something that a person has to look at. It is told and bars nothing.
 */
final class CashCheck {
  /**
   * Fees the ledger reckons are charged a day later, rounded up per day, or not at all on paper.
   */
  private static final BigDecimal TOLERANCE = BigDecimal.ONE;

  private final String account;
  private final Ledger ledger;
  private final Findings findings;

  CashCheck(String account, Ledger ledger, Findings findings) {
    this.account = account;
    this.ledger = ledger;
    this.findings = findings;
  }

  /**
   * Compares the cash at a close with that at the one before, and notes it for the one after. To be
   * called only when broker and ledger agree on positions and no fill is to be posted.
   */
  void atClose(ReconciliationMark mark, BigDecimal cash, Instant now) {
    BigDecimal cost = cost();
    Optional<Finding> before = findings.find(Kind.CASH, Kind.CASH.name());
    if (mark.close().isPresent()) {
      Close last = mark.close().get();
      List<Trade> trades =
          ledger.holdings().trades(account, last.time().plusNanos(1), now.plusNanos(1));
      BigDecimal expected =
          last.cash().add(last.cost()).add(sum(trades.stream().map(Trade::pnl).toList()));
      BigDecimal expectedCash = expected.subtract(cost);
      BigDecimal tolerance = TOLERANCE.add(sum(trades.stream().map(Trade::fees).toList()));
      if (cash.subtract(expectedCash).abs().compareTo(tolerance) > 0) {
        record(expectedCash, cash, now);
      } else {
        before.filter(Finding::lasts).ifPresent(findings::close);
      }
    }
    ledger.reconciliation().update(mark.at(new Close(now, cash, cost)));
  }

  private void record(BigDecimal expected, BigDecimal cash, Instant now) {
    BigDecimal more = cash.subtract(expected);
    String words =
        "cash at the close is "
            + money(cash)
            + " USD, "
            + money(more.abs())
            + (more.signum() > 0 ? " more" : " less")
            + " than the fills since the last close explain: a dividend, interest, a fee, a deposit"
            + " or a withdrawal, or a trade by hand";
    findings.keep(
        findings.seen(
            Kind.CASH,
            Kind.CASH.name(),
            "",
            expected.setScale(2, RoundingMode.HALF_EVEN),
            cash.setScale(2, RoundingMode.HALF_EVEN),
            now,
            true,
            false,
            words),
        more.signum() > 0 ? Severity.INFO : Severity.WARNING,
        words);
  }

  private BigDecimal cost() {
    BigDecimal cost = BigDecimal.ZERO;
    for (Holding holding : ledger.holdings().of(account)) {
      BigDecimal value = holding.quantity().multiply(holding.averagePrice());
      cost =
          cost.add(holding.direction() == Direction.LONG ? value : value.negate())
              .add(holding.entryFees());
    }
    return cost;
  }

  private static BigDecimal sum(List<BigDecimal> amounts) {
    return amounts.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static String money(BigDecimal amount) {
    return amount.setScale(2, RoundingMode.HALF_EVEN).toPlainString();
  }
}
