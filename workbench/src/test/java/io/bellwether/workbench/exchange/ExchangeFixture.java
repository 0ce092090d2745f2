package io.bellwether.workbench.exchange;

import io.bellwether.market.Bars;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;

/** A running exchange, its clock and a client, in tests. */
final class ExchangeFixture implements AutoCloseable {
  private volatile Instant now;
  private final SimulatedExchange exchange;
  private final ExchangeClient client;

  ExchangeFixture(String newYork, UnaryOperator<SimulatedExchange.Builder> options, Bars... bars) {
    now = EngineDriver.newYork(newYork);
    SimulatedExchange.Builder builder =
        SimulatedExchange.builder(EngineDriver.CALENDAR, () -> now, EngineDriver.FREE)
            .bars(List.of(bars));
    exchange = options.apply(builder).start();
    client = ExchangeClient.of(exchange);
  }

  ExchangeFixture(String newYork, Bars... bars) {
    this(newYork, builder -> builder, bars);
  }

  SimulatedExchange exchange() {
    return exchange;
  }

  ExchangeClient client() {
    return client;
  }

  /** Moves clock and exchange on to a time in New York. */
  void to(String newYork) {
    now = EngineDriver.newYork(newYork);
    exchange.advance(now);
  }

  @Override
  public void close() {
    client.close();
    exchange.close();
  }
}
