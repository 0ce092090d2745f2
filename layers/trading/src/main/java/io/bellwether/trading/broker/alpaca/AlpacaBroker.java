package io.bellwether.trading.broker.alpaca;

import com.fasterxml.jackson.databind.JsonNode;
import io.bellwether.market.Instrument;
import io.bellwether.market.calendar.Session;
import io.bellwether.market.http.ApiKeys;
import io.bellwether.market.http.HttpAnswer;
import io.bellwether.market.time.Deadline;
import io.bellwether.market.time.Pause;
import io.bellwether.trading.broker.AccountSnapshot;
import io.bellwether.trading.broker.Broker;
import io.bellwether.trading.broker.BrokerException;
import io.bellwether.trading.broker.BrokerFill;
import io.bellwether.trading.broker.BrokerOrder;
import io.bellwether.trading.broker.BrokerPosition;
import io.bellwether.trading.broker.BrokerSplit;
import io.bellwether.trading.broker.LatestTrade;
import io.bellwether.trading.broker.Lookup;
import io.bellwether.trading.broker.MarketClock;
import io.bellwether.trading.broker.Submission;
import io.bellwether.trading.broker.Submission.Refusal;
import io.bellwether.trading.order.OrderTerms;
import io.bellwether.trading.risk.ApprovedOrder;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;

/**
 * An account at Alpaca, over its Trading API v2.
 *
 * <p>Reads are repeated a few times within the deadline. What places, replaces or cancels is sent
 * once, whatever happens; an answer that does not say clearly what became of it is {@link
 * Submission.Unknown}, to be resolved with {@link #find}. Alpaca knows an order by the client order
 * id we give it and refuses that id a second time, which counts as confirmation of the first.
 *
 * <p>Safe for use by several threads.
 */
public final class AlpacaBroker implements Broker {
  private static final int MAXIMUM_ORDERS = 500;

  /** No US exchange has been closed for longer than this without a session. */
  private static final int LONGEST_CLOSURE_DAYS = 10;

  private final AlpacaSettings settings;
  private final InstantSource clock;
  private final AlpacaReads reads;
  private final AlpacaOrderCalls orders;
  private final AlpacaFills fills;
  private final AlpacaSplits splits;
  private final HttpUrl trading;
  private final HttpUrl data;

  /**
   * Connects nothing yet.
   *
   * @param keys where to take the key pair from; read anew when Alpaca has refused it
   * @param clock stamps what is read
   * @param pause waits between attempts of a read
   * @param jitter spreads those waits
   */
  public AlpacaBroker(
      AlpacaSettings settings,
      ApiKeys keys,
      InstantSource clock,
      Pause pause,
      RandomGenerator jitter) {
    this(settings, keys, clock, pause, jitter, new OkHttpClient());
  }

  /**
   * The same on another HTTP client's base.
   *
   * @param http what both of this broker's clients are derived from: its interceptors see every
   *     call, its connections are not shared, and what it repeats on its own is switched off
   */
  public AlpacaBroker(
      AlpacaSettings settings,
      ApiKeys keys,
      InstantSource clock,
      Pause pause,
      RandomGenerator jitter,
      OkHttpClient http) {
    this.settings = settings;
    this.clock = clock;
    AlpacaKeys pair = new AlpacaKeys(keys);
    this.reads = new AlpacaReads(http, pair, settings.readTimeout(), pause, jitter);
    this.orders = new AlpacaOrderCalls(http, pair, settings.orderTimeout());
    this.trading = HttpUrl.get(settings.tradingUrl().toString());
    this.data = HttpUrl.get(settings.dataUrl().toString());
    this.fills = new AlpacaFills(reads, trading);
    this.splits = new AlpacaSplits(reads, data);
  }

  @Override
  public String name() {
    return "alpaca-" + settings.mode().label();
  }

  @Override
  public Duration orderTimeout() {
    return settings.orderTimeout();
  }

  @Override
  public AccountSnapshot account(Deadline deadline) throws BrokerException {
    return AlpacaJson.account(
        reads.json(at("v2/account"), "the account", deadline), clock.instant());
  }

  @Override
  public MarketClock clock(Deadline deadline) throws BrokerException {
    return AlpacaJson.clock(reads.json(at("v2/clock"), "the clock", deadline));
  }

  /**
   * {@inheritDoc}
   *
   * <p>Alpaca's calendar ends in some year and says nothing about days beyond; a range it does not
   * cover is an error, not a long holiday.
   */
  @Override
  public List<Session> calendar(LocalDate first, LocalDate last, Deadline deadline)
      throws BrokerException {
    if (last.isBefore(first)) {
      throw new IllegalArgumentException("a calendar from " + first + " cannot end on " + last);
    }
    HttpUrl url =
        at("v2/calendar")
            .newBuilder()
            .addQueryParameter("start", first.toString())
            .addQueryParameter("end", last.toString())
            .build();
    List<Session> sessions = new ArrayList<>();
    LocalDate known = first.minusDays(1);
    for (JsonNode day :
        AlpacaFields.elements(reads.json(url, "the calendar", deadline), "calendar")) {
      Session session = AlpacaJson.session(day);
      if (!session.date().isAfter(known) || session.date().isAfter(last)) {
        throw AlpacaFields.malformed("the calendar", "has " + session.date() + " out of place");
      }
      requireNoGap(known, session.date());
      known = session.date();
      sessions.add(session);
    }
    requireNoGap(known, last);
    return List.copyOf(sessions);
  }

  @Override
  public List<BrokerPosition> positions(Deadline deadline) throws BrokerException {
    List<BrokerPosition> positions = new ArrayList<>();
    Set<String> symbols = new HashSet<>();
    JsonNode answer = reads.json(at("v2/positions"), "positions", deadline);
    for (JsonNode row : AlpacaFields.elements(answer, "positions")) {
      BrokerPosition position = AlpacaJson.position(row);
      if (!symbols.add(position.symbol())) {
        throw AlpacaFields.malformed("positions", "has " + position.symbol() + " twice");
      }
      positions.add(position);
    }
    return List.copyOf(positions);
  }

  /** {@inheritDoc} Oldest first; the orders of a bracket are in the legs of its entry. */
  @Override
  public List<BrokerOrder> openOrders(Deadline deadline) throws BrokerException {
    HttpUrl url =
        at("v2/orders")
            .newBuilder()
            .addQueryParameter("status", "open")
            .addQueryParameter("limit", Integer.toString(MAXIMUM_ORDERS))
            .addQueryParameter("direction", "asc")
            .addQueryParameter("nested", "true")
            .build();
    Map<String, BrokerOrder> orders = new LinkedHashMap<>();
    List<JsonNode> rows =
        AlpacaFields.elements(reads.json(url, "open orders", deadline), "open orders");
    if (rows.size() >= MAXIMUM_ORDERS) {
      throw AlpacaFields.malformed(
          "the list of open orders", "is cut at " + MAXIMUM_ORDERS + ": cancel some of them");
    }
    for (JsonNode row : rows) {
      BrokerOrder order = AlpacaOrderJson.order(row);
      AlpacaFields.putOnce(orders, order.brokerOrderId(), order, "the list of open orders");
    }
    return List.copyOf(orders.values());
  }

  @Override
  public List<BrokerFill> fills(String brokerOrderId, Deadline deadline) throws BrokerException {
    requireOrderId(brokerOrderId);
    return fills.of(brokerOrderId, deadline).stream()
        .sorted(Comparator.comparing(BrokerFill::time))
        .toList();
  }

  @Override
  public List<BrokerSplit> splits(
      Set<String> symbols, LocalDate first, LocalDate last, Deadline deadline)
      throws BrokerException {
    return splits.of(symbols, first, last, deadline);
  }

  @Override
  public LatestTrade latestTrade(String symbol, Deadline deadline) throws BrokerException {
    HttpUrl.Builder url =
        below(data, "v2/stocks/trades/latest")
            .newBuilder()
            .addQueryParameter("symbols", Instrument.requireSymbol(symbol));
    settings.dataFeed().ifPresent(feed -> url.addQueryParameter("feed", feed));
    return AlpacaJson.latestTrade(reads.json(url.build(), "the latest trade", deadline), symbol);
  }

  @Override
  public Submission submit(ApprovedOrder approved, Deadline deadline) {
    String clientOrderId = approved.order().clientOrderId();
    OrderTerms terms = approved.order().terms();
    String what =
        "order "
            + clientOrderId
            + " ("
            + terms.side()
            + " "
            + terms.quantity().toPlainString()
            + " "
            + terms.symbol()
            + ")";
    Optional<String> problem = AlpacaOrderRequest.problem(terms);
    if (problem.isPresent()) {
      return new Submission.Rejected(
          Refusal.OTHER, what + " was not sent: at Alpaca " + problem.get(), Optional.empty());
    }
    String body = AlpacaOrderRequest.place(clientOrderId, terms);
    return sendOrder("POST", at("v2/orders"), body, clientOrderId, what, deadline);
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException if nothing is to change
   */
  @Override
  public Submission replace(
      String brokerOrderId,
      String newClientOrderId,
      Optional<BigDecimal> quantity,
      Optional<BigDecimal> limitPrice,
      Optional<BigDecimal> stopPrice,
      Deadline deadline) {
    requireOrderId(brokerOrderId);
    if (quantity.isEmpty() && limitPrice.isEmpty() && stopPrice.isEmpty()) {
      throw new IllegalArgumentException("a replacement of " + brokerOrderId + " changes nothing");
    }
    String body = AlpacaOrderRequest.replace(newClientOrderId, quantity, limitPrice, stopPrice);
    String what = "replacement " + newClientOrderId + " of " + brokerOrderId;
    return sendOrder(
        "PATCH", at("v2/orders/" + brokerOrderId), body, newClientOrderId, what, deadline);
  }

  @Override
  public Lookup find(String clientOrderId, Deadline deadline) {
    HttpUrl url =
        at("v2/orders:by_client_order_id")
            .newBuilder()
            .addQueryParameter("client_order_id", clientOrderId)
            .build();
    try {
      HttpAnswer answer = reads.get(url, deadline);
      if (AlpacaErrors.saysNotFound(answer)) {
        return new Lookup.NotFound();
      }
      JsonNode node = AlpacaReads.json(answer, url, "order " + clientOrderId);
      BrokerOrder order =
          AlpacaOrderJson.hidesLegs(node) ? withLegs(node, deadline) : AlpacaOrderJson.order(node);
      return order.clientOrderId().equals(clientOrderId)
          ? new Lookup.Found(order)
          : new Lookup.Unknown("Alpaca answered with another order than " + clientOrderId);
    } catch (BrokerException e) {
      return new Lookup.Unknown(String.valueOf(e.getMessage()));
    }
  }

  @Override
  public Cancellation cancel(String brokerOrderId, Deadline deadline) {
    requireOrderId(brokerOrderId);
    try {
      HttpAnswer answer = orders.delete(at("v2/orders/" + brokerOrderId), deadline);
      return switch (answer.status()) {
        // Alpaca says yes without a word; a page with status 200 comes from somebody else.
        case 204 -> Cancellation.REQUESTED;
        case 404 ->
            AlpacaErrors.saysNotFound(answer) ? Cancellation.NOT_FOUND : Cancellation.UNKNOWN;
        case 422 -> Cancellation.NOT_CANCELABLE;
        default -> Cancellation.UNKNOWN;
      };
    } catch (IOException e) {
      return Cancellation.UNKNOWN;
    }
  }

  private Submission sendOrder(
      String method,
      HttpUrl url,
      String body,
      String clientOrderId,
      String what,
      Deadline deadline) {
    HttpAnswer answer;
    try {
      answer = orders.send(method, url, body, deadline);
    } catch (NotSentException e) {
      return new Submission.Unknown(what + " was not sent this time: " + e.getMessage());
    } catch (IOException e) {
      return unknown(what, "no answer (" + e.getMessage() + ")");
    }
    if (AlpacaErrors.isDuplicate(answer)) {
      return theFirstWith(clientOrderId, what, deadline);
    }
    return answer.status() == 200
        ? acknowledged(answer, clientOrderId, what)
        : AlpacaErrors.outcome(answer, what, clock.instant());
  }

  private static Submission acknowledged(HttpAnswer answer, String clientOrderId, String what) {
    try {
      BrokerOrder order = AlpacaOrderJson.order(AlpacaFields.parse(answer.body(), "the order"));
      return order.clientOrderId().equals(clientOrderId)
          ? new Submission.Confirmed(order)
          : unknown(what, "Alpaca answered with another order");
    } catch (BrokerException e) {
      return unknown(what, String.valueOf(e.getMessage()));
    }
  }

  private Submission theFirstWith(String clientOrderId, String what, Deadline deadline) {
    return switch (find(clientOrderId, deadline)) {
      case Lookup.Found found -> new Submission.Confirmed(found.order());
      case Lookup.NotFound _ ->
          unknown(what, "Alpaca says its id is taken, and that it has no such order");
      case Lookup.Unknown lookup ->
          unknown(what, "Alpaca says its id is taken: " + lookup.message());
    };
  }

  private static Submission unknown(String what, String why) {
    return new Submission.Unknown(
        what + " may or may not have been placed: " + why + "; ask for its client order id");
  }

  private BrokerOrder withLegs(JsonNode node, Deadline deadline) throws BrokerException {
    String id = AlpacaOrderJson.order(node).brokerOrderId();
    HttpUrl url = at("v2/orders/" + id).newBuilder().addQueryParameter("nested", "true").build();
    return AlpacaOrderJson.order(reads.json(url, "order " + id, deadline));
  }

  private HttpUrl at(String path) {
    return below(trading, path);
  }

  private static HttpUrl below(HttpUrl base, String path) {
    return base.newBuilder().addPathSegments(path).build();
  }

  private static void requireOrderId(String brokerOrderId) {
    if (!AlpacaOrderJson.isId(brokerOrderId)) {
      throw new IllegalArgumentException("'" + brokerOrderId + "' is no order id of Alpaca");
    }
  }

  private static void requireNoGap(LocalDate known, LocalDate next) throws BrokerException {
    if (known.plusDays(LONGEST_CLOSURE_DAYS).isBefore(next)) {
      throw AlpacaFields.malformed(
          "the calendar",
          "has no session between " + known + " and " + next + ": no guess is made");
    }
  }
}
