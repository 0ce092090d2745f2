package io.bellwether.workbench.exchange;

import io.bellwether.market.Bars;
import io.bellwether.market.PriceBasis;
import io.bellwether.market.Provenance;
import io.bellwether.market.Timeframe;
import io.bellwether.market.calendar.BarGrid;
import io.bellwether.market.calendar.NyseCalendar;
import io.bellwether.market.calendar.Session;
import io.bellwether.market.http.ApiKey;
import io.bellwether.trading.broker.Broker;
import io.bellwether.trading.broker.BrokerKit;
import io.bellwether.trading.broker.alpaca.AlpacaBroker;
import io.bellwether.trading.broker.alpaca.AlpacaSettings;
import io.bellwether.trading.cost.NoCosts;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;

/**
 * The real Alpaca client passes the broker kit against this exchange, on one-minute bars that stand
 * at the price the kit sets.
 */
@Tag("integration")
class AlpacaBrokerOnExchangeTest extends BrokerKit {
  private static final NyseCalendar CALENDAR = new NyseCalendar();
  private static final Timeframe MINUTE = Timeframe.parse("1m");
  private static final BarGrid GRID = new BarGrid(CALENDAR, MINUTE);
  private static final Provenance PROVENANCE = new Provenance("kit", PriceBasis.RAW);

  private Instant now = Instant.EPOCH;
  private BigDecimal cash = BigDecimal.ZERO;
  private double price;
  private @Nullable SimulatedExchange exchange;
  private @Nullable Broker broker;

  @Override
  protected void open(Instant start, BigDecimal startCash) {
    now = start;
    cash = startCash;
  }

  @AfterEach
  void close() {
    if (exchange != null) {
      exchange.close();
    }
  }

  @Override
  protected Broker broker() {
    return Optional.ofNullable(broker).orElseThrow();
  }

  @Override
  protected InstantSource clock() {
    return () -> now;
  }

  /** The first price makes the minute before the start; later ones hold from the next bar on. */
  @Override
  protected void price(String symbol, BigDecimal value) {
    price = value.doubleValue();
    if (exchange != null) {
      return;
    }
    Instant before = now.minus(MINUTE.duration());
    SimulatedExchange started =
        SimulatedExchange.builder(CALENDAR, clock(), new NoCosts())
            .cash(cash)
            .bars(List.of(flat(List.of(before))))
            .start();
    exchange = started;
    ApiKey key = new ApiKey(started.keyId(), started.secret());
    broker =
        new AlpacaBroker(
            AlpacaSettings.paper().withUrls(started.baseUri(), started.baseUri()),
            () -> key,
            clock(),
            this::advance,
            new Random(7));
  }

  private Bars flat(List<Instant> starts) {
    Bars.Builder bars = Bars.builder(SYMBOL, MINUTE, PROVENANCE);
    starts.forEach(start -> bars.add(start.toEpochMilli(), price, price, price, price, 1_000));
    return bars.build();
  }

  @Override
  protected void advance(Duration duration) {
    Instant until = now.plus(duration);
    SimulatedExchange running = Optional.ofNullable(exchange).orElseThrow();
    running.append(flat(minutes(now, until)));
    now = until;
    running.advance(now);
  }

  /** The minutes of all sessions that begin in {@code from <= start < to}. */
  private static List<Instant> minutes(Instant from, Instant to) {
    return CALENDAR
        .dateAt(from)
        .datesUntil(CALENDAR.dateAt(to).plusDays(1))
        .flatMap((LocalDate date) -> CALENDAR.session(date).stream())
        .flatMap((Session session) -> GRID.starts(session).stream())
        .filter(start -> !start.isBefore(from) && start.isBefore(to))
        .toList();
  }
}
