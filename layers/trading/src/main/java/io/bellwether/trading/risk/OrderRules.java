package io.bellwether.trading.risk;

import io.bellwether.trading.broker.BrokerPosition;
import io.bellwether.trading.broker.LatestTrade;
import io.bellwether.trading.order.OrderPurpose;
import io.bellwether.trading.order.OrderRecord;
import io.bellwether.trading.order.Side;
import io.bellwether.trading.risk.Market.Phase;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Whether this may be bought, now, and at this price. */
final class OrderRules {
  private OrderRules() {}

  /** The profile admits no short positions. */
  record LongOnly() implements RiskRule {
    @Override
    public String name() {
      return "long-only";
    }

    @Override
    public Optional<Objection> objection(OrderRecord order, RiskContext context) {
      return order.terms().side() == Side.SELL
          ? Optional.of(
              Objection.lasting(
                  "it would open a short position; an order that closes one has another purpose"))
          : Optional.empty();
    }
  }

  /** The symbol is the strategy's, and one of the profile's if that names any. */
  record SymbolsAllowed(List<String> only) implements RiskRule {
    @Override
    public String name() {
      return "symbols";
    }

    @Override
    public Optional<Objection> objection(OrderRecord order, RiskContext context) {
      String symbol = order.terms().symbol();
      List<String> allowed =
          context.symbols().stream().filter(s -> only.isEmpty() || only.contains(s)).toList();
      return allowed.contains(symbol)
          ? Optional.empty()
          : Optional.of(
              Objection.lasting(
                  "%s is not among the symbols allowed: %s"
                      .formatted(symbol, String.join(", ", allowed))));
    }
  }

  /** The market trades, or collects orders for its opening auction. */
  record MarketOpen() implements RiskRule {
    @Override
    public String name() {
      return "market-closed";
    }

    @Override
    public Optional<Objection> objection(OrderRecord order, RiskContext context) {
      Market market = context.market().orObject();
      return market.phase() == Phase.CLOSED
          ? Optional.of(
              Objection.passing(
                  "the market takes no orders now, %s, on %s"
                      .formatted(context.now(), market.date())))
          : Optional.empty();
    }
  }

  /**
   * The signal has no other entry in the same symbol that is under way or has filled, even in part.
   * One that ended without a share is none.
   */
  record DuplicateIntent() implements RiskRule {
    @Override
    public String name() {
      return "duplicate-intent";
    }

    @Override
    public Optional<Objection> objection(OrderRecord order, RiskContext context) {
      return context.ordersOfSignal().orObject().stream()
          .filter(other -> other.purpose() == OrderPurpose.ENTRY)
          .filter(other -> other.terms().symbol().equals(order.terms().symbol()))
          .filter(other -> !other.clientOrderId().equals(order.clientOrderId()))
          .filter(other -> !other.status().isTerminal() || other.filledQuantity().signum() > 0)
          .findFirst()
          .map(
              other ->
                  Objection.lasting(
                      "order %s of the same signal is %s, %s of it filled: this one would be its double"
                          .formatted(
                              other.clientOrderId(),
                              other.status(),
                              Figures.plain(other.filledQuantity()))));
    }
  }

  /** Not more entries within a minute than the profile allows. */
  record EntriesPerMinute(BigDecimal most) implements RiskRule {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    @Override
    public String name() {
      return "entries-per-minute";
    }

    @Override
    public Optional<Objection> objection(OrderRecord order, RiskContext context) {
      Instant since = context.now().minus(MINUTE);
      BigDecimal entries = entries(order, context, other -> other.createdAt().isAfter(since));
      return entries.compareTo(most) < 0
          ? Optional.empty()
          : Optional.of(
              Objection.passing(
                  "%s entries were made within a minute; the limit is %s"
                      .formatted(entries, Figures.plain(most)),
                  entries,
                  most));
    }

    @Override
    public Set<CostlyFact> needs() {
      return Set.of(CostlyFact.ORDERS_OF_DAY);
    }
  }

  /** Not more entries in a day than the profile allows. */
  record EntriesPerDay(BigDecimal most) implements RiskRule {
    @Override
    public String name() {
      return "entries-per-day";
    }

    @Override
    public Optional<Objection> objection(OrderRecord order, RiskContext context) {
      BigDecimal entries = entries(order, context, other -> true);
      return entries.compareTo(most) < 0
          ? Optional.empty()
          : Optional.of(
              Objection.lasting(
                  "%s entries were made today; the limit is %s"
                      .formatted(entries, Figures.plain(most)),
                  entries,
                  most));
    }

    @Override
    public Set<CostlyFact> needs() {
      return Set.of(CostlyFact.ORDERS_OF_DAY);
    }
  }

  private static BigDecimal entries(
      OrderRecord order, RiskContext context, Predicate<OrderRecord> counts) {
    return BigDecimal.valueOf(
        context.ordersOfDay().orObject().stream()
            .filter(other -> other.purpose() == OrderPurpose.ENTRY)
            .filter(other -> !other.clientOrderId().equals(order.clientOrderId()))
            .filter(counts)
            .count());
  }

  /** Without a price nothing can be weighed. */
  record ReferencePrice() implements RiskRule {
    @Override
    public String name() {
      return "reference-price";
    }

    @Override
    public Optional<Objection> objection(OrderRecord order, RiskContext context) {
      BigDecimal price = context.price().orObject();
      return price.signum() > 0
          ? Optional.empty()
          : Optional.of(
              Objection.lasting(
                  "its price is said to be %s; the data is faulty"
                      .formatted(Figures.plain(price))));
    }
  }

  /**
   * While the market trades, the latest trade is not too old: a halted symbol or a feed that hangs
   * has old ones. Before the open there is none to go by.
   */
  record PriceAge(BigDecimal mostSeconds) implements RiskRule {
    @Override
    public String name() {
      return "price-age";
    }

    @Override
    public Optional<Objection> objection(OrderRecord order, RiskContext context) {
      if (context.market().orObject().phase() != Phase.SESSION) {
        return Optional.empty();
      }
      Instant traded =
          context
              .latestTrade()
              .orObject()
              .time()
              .orElseThrow(() -> new NotKnownException("the time of the latest trade"));
      BigDecimal seconds = BigDecimal.valueOf(Duration.between(traded, context.now()).toSeconds());
      return seconds.compareTo(mostSeconds) <= 0
          ? Optional.empty()
          : Optional.of(
              Objection.passing(
                  "the latest trade is of %s, %s seconds ago; the limit is %s"
                      .formatted(traded, seconds, Figures.plain(mostSeconds)),
                  seconds,
                  mostSeconds));
    }

    @Override
    public Set<CostlyFact> needs() {
      return Set.of(CostlyFact.LATEST_TRADE);
    }
  }

  /** The market has not left the price the size was reckoned with. */
  record PriceCollar(BigDecimal most) implements RiskRule {
    @Override
    public String name() {
      return "price-collar";
    }

    @Override
    public Optional<Objection> objection(OrderRecord order, RiskContext context) {
      BigDecimal price = context.price().orObject();
      LatestTrade latest = context.latestTrade().orObject();
      BigDecimal apart = latest.price().subtract(price).abs();
      return apart.compareTo(price.multiply(most)) <= 0
          ? Optional.empty()
          : Optional.of(
              Objection.lasting(
                  "the latest trade was at %s, %s from the %s its size was reckoned with; the limit is %s"
                      .formatted(
                          Figures.plain(latest.price()),
                          Figures.percentOf(apart, price),
                          Figures.plain(price),
                          Figures.percent(most)),
                  latest.price(),
                  price));
    }

    @Override
    public Set<CostlyFact> needs() {
      return Set.of(CostlyFact.LATEST_TRADE);
    }
  }

  /** Nothing else is held, by whomever it was bought. */
  record OneSymbolAtATime() implements RiskRule {
    @Override
    public String name() {
      return "one-symbol-at-a-time";
    }

    @Override
    public Optional<Objection> objection(OrderRecord order, RiskContext context) {
      List<String> others =
          context.positions().orObject().stream()
              .filter(position -> position.quantity().signum() != 0)
              .filter(position -> !position.symbol().equals(order.terms().symbol()))
              .map(OneSymbolAtATime::describe)
              .sorted()
              .toList();
      return others.isEmpty()
          ? Optional.empty()
          : Optional.of(
              Objection.lasting(
                  "the account still holds %s; sell that first"
                      .formatted(String.join(", ", others))));
    }

    private static String describe(BrokerPosition position) {
      return Figures.plain(position.quantity()) + " " + position.symbol();
    }
  }
}
