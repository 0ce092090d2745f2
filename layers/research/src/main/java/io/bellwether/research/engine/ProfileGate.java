package io.bellwether.research.engine;

import io.bellwether.strategy.Direction;
import io.bellwether.strategy.Leg;
import io.bellwether.strategy.Rules;
import io.bellwether.strategy.StopLoss;
import io.bellwether.trading.broker.AccountSnapshot;
import io.bellwether.trading.broker.BrokerPosition;
import io.bellwether.trading.order.OrderPurpose;
import io.bellwether.trading.order.OrderRecord;
import io.bellwether.trading.order.OrderStatus;
import io.bellwether.trading.order.OrderTerms;
import io.bellwether.trading.order.Side;
import io.bellwether.trading.order.TimeInForce;
import io.bellwether.trading.risk.Fact;
import io.bellwether.trading.risk.Market;
import io.bellwether.trading.risk.RiskContext;
import io.bellwether.trading.risk.RiskDecision;
import io.bellwether.trading.risk.RiskEngine;
import io.bellwether.trading.risk.RiskProfile;
import io.bellwether.trading.risk.RiskState;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Puts each entry before the risk engine as live execution would: as an order on an account. */
final class ProfileGate implements RiskGate {
  private static final String ACCOUNT = "backtest";
  private static final Fact<List<OrderRecord>> NO_ORDERS = Fact.of(List.of());
  private static final Fact<Market> OPEN =
      Fact.of(new Market(LocalDate.EPOCH, Market.Phase.SESSION));

  private final RiskEngine engine;
  private final Fact<RiskState> state = Fact.of(RiskState.initial(ACCOUNT));
  private final List<String> symbols;

  ProfileGate(RiskProfile profile, Rules rules) {
    this.engine = new RiskEngine(profile.forBacktest());
    this.symbols = symbols(rules);
  }

  @Override
  public boolean admits(
      Book book,
      int bar,
      int sign,
      double quantity,
      double price,
      double equity,
      double lastEquity,
      double buyingPower,
      Book[] books) {
    RiskContext context =
        RiskContext.builder(Instant.EPOCH, symbols)
            .state(state)
            .account(
                Fact.of(
                    new AccountSnapshot(
                        BigDecimal.valueOf(buyingPower),
                        BigDecimal.valueOf(equity),
                        BigDecimal.valueOf(buyingPower),
                        false,
                        Instant.EPOCH,
                        Optional.of(BigDecimal.valueOf(lastEquity)))))
            .positions(Fact.of(positions(books, bar, book.decisionBar)))
            // An entry is one order, sent when the market takes it, and over when the next is
            // asked.
            .openOrders(NO_ORDERS)
            .ordersOfSignal(NO_ORDERS)
            .market(OPEN)
            .price(Fact.of(BigDecimal.valueOf(price)))
            .stopLoss(stopLoss(book))
            .stops(Fact.of(stops(books)))
            .build();
    return engine.check(order(book, sign, quantity), context) instanceof RiskDecision.Approved;
  }

  /** The strategy's symbols, the main one first. */
  private static List<String> symbols(Rules rules) {
    String main = rules.series().main().symbol();
    return Stream.concat(Stream.of(main), rules.legs().stream().map(Leg::symbol))
        .distinct()
        .toList();
  }

  private static Map<String, StopLoss> stops(Book[] books) {
    Map<String, StopLoss> stops = new TreeMap<>();
    for (Book book : books) {
      if (book.isHeld()) {
        stopLoss(book).ifPresent(stop -> stops.put(book.leg.symbol(), stop));
      }
    }
    return stops;
  }

  private static Optional<StopLoss> stopLoss(Book book) {
    double fraction = book.stopDistance(1);
    return Double.isNaN(fraction) ? Optional.empty() : Optional.of(new StopLoss(fraction));
  }

  private static OrderRecord order(Book book, int sign, double quantity) {
    return new OrderRecord(
        "backtest",
        ACCOUNT,
        "backtest",
        "backtest",
        OrderPurpose.ENTRY,
        Optional.empty(),
        OrderTerms.market(
            book.leg.symbol(),
            sign > 0 ? Side.BUY : Side.SELL,
            BigDecimal.valueOf(quantity),
            TimeInForce.DAY),
        OrderStatus.INTENDED,
        Optional.empty(),
        BigDecimal.ZERO,
        "",
        Instant.EPOCH,
        Instant.EPOCH,
        0);
  }

  private static List<BrokerPosition> positions(Book[] books, int bar, int decided) {
    List<BrokerPosition> positions = new ArrayList<>();
    for (Book book : books) {
      if (book.isHeld()) {
        BigDecimal quantity = BigDecimal.valueOf(book.quantity);
        positions.add(
            new BrokerPosition(
                book.leg.symbol(),
                book.sign > 0 ? Direction.LONG : Direction.SHORT,
                quantity,
                quantity,
                BigDecimal.valueOf(book.entryPrice),
                BigDecimal.valueOf(currentPrice(book, bar, decided))));
      }
    }
    return positions;
  }

  /**
   * The close decided on, in the shares of the bar traded in; what was bought in that bar stands at
   * what it cost.
   */
  private static double currentPrice(Book book, int bar, int decided) {
    return book.entryBar == bar
        ? book.entryPrice
        : book.tape.mark()[decided] / book.tape.actions().ratioAt(bar);
  }
}
