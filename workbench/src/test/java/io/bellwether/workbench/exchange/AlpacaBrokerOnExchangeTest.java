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
import io.bellwether.trading.broker.HttpBrokerKit;
import io.bellwether.trading.broker.VenueWords;
import io.bellwether.trading.broker.alpaca.AlpacaBroker;
import io.bellwether.trading.broker.alpaca.AlpacaSettings;
import io.bellwether.trading.broker.alpaca.AlpacaWords;
import io.bellwether.trading.cost.NoCosts;
import java.math.BigDecimal;
import java.net.URI;
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
class AlpacaBrokerOnExchangeTest extends HttpBrokerKit {
  private static final NyseCalendar CALENDAR = new NyseCalendar();
  private static final Timeframe MINUTE = Timeframe.parse("1m");
  private static final BarGrid GRID = new BarGrid(CALENDAR, MINUTE);
  private static final Provenance PROVENANCE = new Provenance("kit", PriceBasis.RAW);

  private Instant now = Instant.EPOCH;
  private BigDecimal cash = BigDecimal.ZERO;
  private double price;
  private @Nullable SimulatedExchange exchange;

  @Override
  protected void open(Instant start, BigDecimal startCash) {
    now = start;
    cash = startCash;
    exchange = null;
  }

  @AfterEach
  void close() {
    if (exchange != null) {
      exchange.close();
    }
  }

  @Override
  protected Broker broker() {
    return brokerAt(venue(), Duration.ofSeconds(20));
  }

  @Override
  protected URI venue() {
    return running().baseUri();
  }

  @Override
  protected Broker brokerAt(URI base, Duration callTimeout) {
    ApiKey key = new ApiKey(running().keyId(), running().secret());
    return new AlpacaBroker(
        AlpacaSettings.paper().withUrls(base, base).withTimeouts(callTimeout, callTimeout),
        () -> key,
        clock(),
        this::advance,
        new Random(7));
  }

  @Override
  protected VenueWords words() {
    return new AlpacaWords();
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
    exchange =
        SimulatedExchange.builder(CALENDAR, clock(), new NoCosts())
            .cash(cash)
            .bars(List.of(flat(List.of(before))))
            .start();
  }

  private Bars flat(List<Instant> starts) {
    Bars.Builder bars = Bars.builder(SYMBOL, MINUTE, PROVENANCE);
    starts.forEach(start -> bars.add(start.toEpochMilli(), price, price, price, price, 1_000));
    return bars.build();
  }

  @Override
  protected void advance(Duration duration) {
    Instant until = now.plus(duration);
    running().append(flat(minutes(now, until)));
    now = until;
    running().advance(now);
  }

  private SimulatedExchange running() {
    return Optional.ofNullable(exchange).orElseThrow();
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
