package io.bellwether.workbench.exchange;

import io.bellwether.market.Bars;
import io.bellwether.market.PriceStep;
import io.bellwether.market.calendar.TradingCalendar;
import io.bellwether.trading.cost.BpsSlippage;
import io.bellwether.trading.cost.CostModel;
import io.bellwether.trading.cost.Slippage;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * An exchange on 127.0.0.1 that speaks Alpaca's trading and market-data protocol over a virtual
 * clock, driven by bars of the past.
 *
 * <p>The caller sets the clock, then calls {@link #advance}; between two advances the clock stands
 * and requests are served. Prices move only as bars are walked: a bar's open is the latest price
 * from its first trade on, its close from its end on. Nothing that is later than the clock is ever
 * served. {@link MatchingEngine} says which order fills when; {@link FillRules} says at which
 * price.
 *
 * <p>All methods may be called from any thread.
 */
public final class SimulatedExchange implements AutoCloseable {
  private static final URI NOWHERE = URI.create("http://127.0.0.1:9");

  private final Object lock = new Object();
  private final PriceHistory history;
  private final MatchingEngine engine;
  private final AccountEvents accountEvents;
  private final FrontDoor door;
  private final Optional<ExchangeServer> server;
  private final ExchangeServer.Credentials credentials;

  private SimulatedExchange(Builder builder) {
    ExchangeSettings settings = builder.settings();
    List<DrivingSeries> driving =
        builder.finest().stream()
            .map(bars -> new DrivingSeries(bars, builder.calendar, settings.settle()))
            .toList();
    this.credentials = builder.credentials;
    this.history = new PriceHistory(builder.bars, builder.calendar);
    this.engine = new MatchingEngine(settings, driving, builder.calendar, builder.clock.instant());
    SplitNotices splits = new SplitNotices();
    this.accountEvents = new AccountEvents(engine, history, builder.calendar, splits, lock);
    this.door =
        new FrontDoor(
            new TradingApi(engine, builder.calendar),
            new DataApi(history, builder.calendar, splits),
            new RateLimit(builder.requestsPerMinute),
            builder.fault,
            builder.clock);
    this.server =
        builder.serve ? Optional.of(new ExchangeServer(door, credentials, lock)) : Optional.empty();
  }

  /**
   * A builder.
   *
   * @param calendar the venue's sessions; must know every day of the bars
   * @param clock the virtual clock; the exchange starts where it stands
   * @param costs what an order costs beside its price
   */
  public static Builder builder(TradingCalendar calendar, InstantSource clock, CostModel costs) {
    return new Builder(calendar, clock, costs);
  }

  /** The address of both APIs, without a path; where nothing is served, one that is only a name. */
  public URI baseUri() {
    return server.map(ExchangeServer::baseUri).orElse(NOWHERE);
  }

  /**
   * Carries one request out, as its server would; the key is not asked for.
   *
   * @param uri with the query; only path and query count
   * @param body JSON; empty for none
   * @return empty if the client gets no answer: the connection broke, or nothing ever came
   */
  public Optional<Reply> request(String method, URI uri, String body) {
    synchronized (lock) {
      return switch (door.outcome(Call.of(method, uri, body))) {
        case FrontDoor.Outcome.Answered answered ->
            Optional.of(new Reply(answered.answer().status(), answered.answer().body()));
        case FrontDoor.Outcome.Disconnected _ -> Optional.empty();
        case FrontDoor.Outcome.Silent _ -> Optional.empty();
      };
    }
  }

  /**
   * An answer.
   *
   * @param status the HTTP status
   * @param body JSON; empty for none
   */
  public record Reply(int status, String body) {}

  /** The key id that requests must carry. */
  public String keyId() {
    return credentials.keyId();
  }

  /** The secret that requests must carry. */
  public String secret() {
    return credentials.secret();
  }

  /**
   * Lets everything up to and including an instant happen, in order.
   *
   * @throws IllegalArgumentException if the exchange is past it already
   */
  public void advance(Instant to) {
    synchronized (lock) {
      engine.advance(to);
    }
  }

  /**
   * The next instant after {@code after} at which something is due: a bar begins, is shown to the
   * resting orders or ends, a session ends, an order is acknowledged. Empty after the last bar.
   */
  public Optional<Instant> nextEvent(Instant after) {
    synchronized (lock) {
      return engine.nextEvent(after);
    }
  }

  /** A mark for {@link #changedSince}: how many changes of orders there have been. */
  public long changes() {
    synchronized (lock) {
      return engine.changes();
    }
  }

  /** Whether any order was placed, filled or ended since {@link #changes()} gave this mark. */
  public boolean changedSince(long mark) {
    return changes() != mark;
  }

  /**
   * Gives the exchange more bars of series it has, for prices that are made as time goes on.
   *
   * @throws IllegalArgumentException if a series is unknown, or the bars do not follow its last
   */
  public void append(Bars more) {
    synchronized (lock) {
      history.append(more);
      engine.append(more);
    }
  }

  /**
   * Halts trading in a symbol: its latest price stands, orders are taken and rest.
   *
   * @throws java.util.NoSuchElementException if it has no price yet
   */
  public void halt(String symbol) {
    synchronized (lock) {
      engine.halt(symbol);
    }
  }

  /** Resumes trading in a symbol. Market orders that rest get the open of its next bar. */
  public void resume(String symbol) {
    synchronized (lock) {
      engine.resume(symbol);
    }
  }

  /**
   * Takes new orders for a symbol, or refuses them as the venue does for an asset that it does not
   * trade; what rests stays.
   */
  public void tradable(String symbol, boolean tradable) {
    synchronized (lock) {
      engine.desk().tradable(symbol, tradable);
    }
  }

  /**
   * Cancels the open orders of a symbol on the exchange's own account, and those tied to them.
   *
   * @return how many were open
   */
  public int cancelOpenOrders(String symbol) {
    synchronized (lock) {
      return engine.desk().cancelAll(symbol, engine.time());
    }
  }

  /** Sets the most shares that one order fills in one bar from now on; empty for no limit. */
  public void limitFills(Optional<BigDecimal> largest) {
    synchronized (lock) {
      engine.limitFills(largest);
    }
  }

  /** What happens to the account that no order asked for. */
  public AccountEvents accountEvents() {
    return accountEvents;
  }

  /** All executions so far, oldest first. */
  public List<ExchangeFill> fills() {
    synchronized (lock) {
      return List.copyOf(engine.fills().all());
    }
  }

  /** All orders so far as they stand now, oldest first. */
  public List<ExchangeOrder> orders() {
    synchronized (lock) {
      return engine.book().all().stream().map(WorkingOrder::snapshot).toList();
    }
  }

  /** The account at the end of every bar walked so far. */
  public List<EquitySample> equitySamples() {
    synchronized (lock) {
      return List.copyOf(engine.samples());
    }
  }

  public BigDecimal cash() {
    synchronized (lock) {
      return engine.account().cash();
    }
  }

  /** Cash and positions at the latest prices. */
  public BigDecimal equity() {
    synchronized (lock) {
      return engine.account().equity();
    }
  }

  /** Shares held by symbol. */
  public Map<String, BigDecimal> positions() {
    synchronized (lock) {
      Map<String, BigDecimal> quantities = new TreeMap<>();
      engine.account().positions().forEach((symbol, p) -> quantities.put(symbol, p.quantity()));
      return quantities;
    }
  }

  /** The price of the latest trade of a symbol; empty if unknown, or before its first bar. */
  public Optional<BigDecimal> latestPrice(String symbol) {
    synchronized (lock) {
      return engine.latestPrice(symbol);
    }
  }

  /** How many requests with the right key have come in. */
  public long requests() {
    synchronized (lock) {
      return door.requests();
    }
  }

  /** Stops the server at once. */
  @Override
  public void close() {
    server.ifPresent(ExchangeServer::close);
  }

  /** Collects how the exchange is to behave. */
  public static final class Builder {
    private final TradingCalendar calendar;
    private final InstantSource clock;
    private final CostModel costs;
    private final List<Bars> bars = new ArrayList<>();
    private BigDecimal cash = new BigDecimal("100000");
    private BpsSlippage slippage = Slippage.NONE;
    private PriceStep priceStep = PriceStep.US_EQUITY;
    private int marginMultiplier = 1;
    private boolean fractional = true;
    private Duration marketWindow = Duration.ofMinutes(1);
    private Duration settle = Duration.ofMinutes(4);
    private Optional<BigDecimal> largestFill = Optional.empty();
    private int requestsPerMinute = 10_000;
    private boolean serve = true;
    private Fault fault = Fault.NONE;
    private ExchangeServer.Credentials credentials =
        new ExchangeServer.Credentials("SIMULATED", "simulated-secret");

    private Builder(TradingCalendar calendar, InstantSource clock, CostModel costs) {
      this.calendar = calendar;
      this.clock = clock;
      this.costs = costs;
    }

    /**
     * Series of bars. The finest of a symbol makes its prices; all are served by the data API.
     *
     * @throws IllegalArgumentException if a symbol has two series of one timeframe
     */
    public Builder bars(Collection<Bars> series) {
      for (Bars added : series) {
        for (Bars present : bars) {
          if (present.symbol().equals(added.symbol())
              && present.timeframe().equals(added.timeframe())) {
            throw new IllegalArgumentException("two series of " + added + ": give one");
          }
        }
        bars.add(added);
      }
      return this;
    }

    /** The cash to start with, in US dollars; 100,000 unless said otherwise. */
    public Builder cash(BigDecimal value) {
      cash = value;
      return this;
    }

    /** How much worse market orders and stops fill than the price, in basis points; 0. */
    public Builder slippageBps(BigDecimal value) {
      slippage = new BpsSlippage(value);
      return this;
    }

    /** The grid of prices accepted in orders; that of US equities. */
    public Builder priceStep(PriceStep value) {
      priceStep = value;
      return this;
    }

    /** Equity times this may be held; 1, a cash account that never owes. */
    public Builder marginMultiplier(int value) {
      if (value < 1 || value > 4) {
        throw new IllegalArgumentException("the margin multiplier is from 1 to 4, not " + value);
      }
      marginMultiplier = value;
      return this;
    }

    /** Whether fractions of a share and amounts of money may be ordered; yes. */
    public Builder fractional(boolean value) {
      fractional = value;
      return this;
    }

    /**
     * How long after a bar's first trade market orders still get its open; 60 s. Later ones wait
     * for the next bar.
     */
    public Builder marketWindow(Duration value) {
      marketWindow = value;
      return this;
    }

    /**
     * How long after a bar's first trade high and low are shown to the resting orders; 240 s, and
     * never later than a second before the bar's end.
     */
    public Builder settle(Duration value) {
      settle = value;
      return this;
    }

    /** The most shares that one order fills in one bar, so that orders fill in parts; no limit. */
    public Builder largestFill(BigDecimal value) {
      if (value.signum() <= 0) {
        throw new IllegalArgumentException("the largest fill must be more than 0, not " + value);
      }
      largestFill = Optional.of(value);
      return this;
    }

    /** The rate limit per minute of the virtual clock; 10,000. */
    public Builder requestsPerMinute(int value) {
      requestsPerMinute = value;
      return this;
    }

    /** How the exchange misbehaves; not at all. */
    public Builder fault(Fault value) {
      fault = value;
      return this;
    }

    /** Without a server: only {@link SimulatedExchange#request} reaches it. */
    public Builder withoutServer() {
      serve = false;
      return this;
    }

    /** The key pair that requests must carry. */
    public Builder credentials(String keyId, String secret) {
      credentials = new ExchangeServer.Credentials(keyId, secret);
      return this;
    }

    /** Starts the exchange; close it after use. */
    public SimulatedExchange start() {
      return new SimulatedExchange(this);
    }

    private ExchangeSettings settings() {
      return new ExchangeSettings(
          cash,
          costs,
          slippage,
          priceStep,
          marginMultiplier,
          fractional,
          marketWindow,
          settle,
          largestFill);
    }

    private Collection<Bars> finest() {
      TreeMap<String, Bars> finest = new TreeMap<>();
      Comparator<Bars> byTimeframe = Comparator.comparing(Bars::timeframe);
      for (Bars one : bars) {
        finest.merge(one.symbol(), one, (a, b) -> byTimeframe.compare(a, b) <= 0 ? a : b);
      }
      return finest.values();
    }
  }
}
