package io.bellwether.trading.risk;

import io.bellwether.strategy.StopLoss;
import io.bellwether.trading.broker.AccountSnapshot;
import io.bellwether.trading.broker.BrokerPosition;
import io.bellwether.trading.broker.LatestTrade;
import io.bellwether.trading.order.OrderRecord;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a risk check knows, and what it does not. Facts are those of this invocation.
 *
 * @param now the current time
 * @param state the account's risk state, read just before the order is sent
 * @param account the broker's account
 * @param positions the broker's positions
 * @param openOrders the ledger's orders that have not ended; those that were given up are among
 *     them for as long as they may still arrive
 * @param ordersOfSignal the ledger's orders of the signal this order is of
 * @param market where the market stands
 * @param mainSymbol the strategy's main symbol; any other symbol of it is a hedge
 * @param symbols the strategy's symbols
 * @param price the price the order is reckoned with, in US dollars: the one its size was computed
 *     with, so that the market's move since then is no breach of a weight
 * @param stopLoss the stop the position is to have
 * @param latestTrade the latest trade of the order's symbol
 * @param averageVolume the shares of the order's symbol traded in a session, on average
 * @param ordersOfDay the ledger's orders of this account since the exchange's midnight
 * @param tradeReturns what the strategy's closed trades made, as fractions of what they were worth
 *     at entry, after fees, oldest first
 * @param stops the stops that positions held are to have, by symbol
 * @param until after this instant the order is not to be sent; empty if it may be at any time
 */
public record RiskContext(
    Instant now,
    Fact<RiskState> state,
    Fact<AccountSnapshot> account,
    Fact<List<BrokerPosition>> positions,
    Fact<List<OrderRecord>> openOrders,
    Fact<List<OrderRecord>> ordersOfSignal,
    Fact<Market> market,
    String mainSymbol,
    List<String> symbols,
    Fact<BigDecimal> price,
    Optional<StopLoss> stopLoss,
    Fact<LatestTrade> latestTrade,
    Fact<BigDecimal> averageVolume,
    Fact<List<OrderRecord>> ordersOfDay,
    Fact<List<BigDecimal>> tradeReturns,
    Fact<Map<String, StopLoss>> stops,
    Optional<Instant> until) {

  /** A context that knows nothing but the strategy's symbols, the main one first. */
  public static Builder builder(Instant now, List<String> symbols) {
    return new Builder(now, symbols);
  }

  /** This context, to change a fact of. */
  public Builder toBuilder() {
    Builder builder = new Builder(now, symbols);
    builder.state = state;
    builder.account = account;
    builder.positions = positions;
    builder.openOrders = openOrders;
    builder.ordersOfSignal = ordersOfSignal;
    builder.market = market;
    builder.price = price;
    builder.stopLoss = stopLoss;
    builder.latestTrade = latestTrade;
    builder.averageVolume = averageVolume;
    builder.ordersOfDay = ordersOfDay;
    builder.tradeReturns = tradeReturns;
    builder.stops = stops;
    until.ifPresent(builder::until);
    return builder;
  }

  /** This context with another risk state. */
  public RiskContext with(Fact<RiskState> newState) {
    return toBuilder().state(newState).build();
  }

  /** This context of an order that is not to be sent after an instant. */
  public RiskContext until(Instant last) {
    return toBuilder().until(last).build();
  }

  /** Collects what is known; the rest stays unknown. */
  public static final class Builder {
    private final Instant now;
    private final List<String> symbols;
    private Fact<RiskState> state = missing("the account's risk state");
    private Fact<AccountSnapshot> account = missing("the broker's account");
    private Fact<List<BrokerPosition>> positions = missing("the broker's positions");
    private Fact<List<OrderRecord>> openOrders = missing("the orders under way");
    private Fact<List<OrderRecord>> ordersOfSignal = missing("the orders of this signal");
    private Fact<Market> market = missing("whether the market is open");
    private Fact<BigDecimal> price = missing("a price to reckon with");
    private Optional<StopLoss> stopLoss = Optional.empty();
    private Fact<LatestTrade> latestTrade = missing("the latest trade");
    private Fact<BigDecimal> averageVolume = missing("the average volume");
    private Fact<List<OrderRecord>> ordersOfDay = missing("the orders of the day");
    private Fact<List<BigDecimal>> tradeReturns = missing("the closed trades");
    private Fact<Map<String, StopLoss>> stops = missing("the stops of the positions");
    private Optional<Instant> until = Optional.empty();

    private Builder(Instant now, List<String> symbols) {
      this.now = now;
      this.symbols = List.copyOf(symbols);
    }

    private static <T> Fact<T> missing(String what) {
      return Fact.unknown(what);
    }

    public Builder state(Fact<RiskState> value) {
      state = value;
      return this;
    }

    public Builder account(Fact<AccountSnapshot> value) {
      account = value;
      return this;
    }

    public Builder positions(Fact<List<BrokerPosition>> value) {
      positions = value;
      return this;
    }

    public Builder openOrders(Fact<List<OrderRecord>> value) {
      openOrders = value;
      return this;
    }

    public Builder ordersOfSignal(Fact<List<OrderRecord>> value) {
      ordersOfSignal = value;
      return this;
    }

    public Builder market(Fact<Market> value) {
      market = value;
      return this;
    }

    public Builder price(Fact<BigDecimal> value) {
      price = value;
      return this;
    }

    public Builder stopLoss(Optional<StopLoss> value) {
      stopLoss = value;
      return this;
    }

    public Builder latestTrade(Fact<LatestTrade> value) {
      latestTrade = value;
      return this;
    }

    public Builder averageVolume(Fact<BigDecimal> value) {
      averageVolume = value;
      return this;
    }

    public Builder ordersOfDay(Fact<List<OrderRecord>> value) {
      ordersOfDay = value;
      return this;
    }

    public Builder tradeReturns(Fact<List<BigDecimal>> value) {
      tradeReturns = value;
      return this;
    }

    public Builder stops(Fact<Map<String, StopLoss>> value) {
      stops = value;
      return this;
    }

    public Builder until(Instant value) {
      until = Optional.of(value);
      return this;
    }

    /** The context. */
    public RiskContext build() {
      return new RiskContext(
          now,
          state,
          account,
          positions,
          openOrders,
          ordersOfSignal,
          market,
          symbols.getFirst(),
          symbols,
          price,
          stopLoss,
          latestTrade,
          averageVolume,
          ordersOfDay,
          tradeReturns,
          stops,
          until);
    }
  }
}
