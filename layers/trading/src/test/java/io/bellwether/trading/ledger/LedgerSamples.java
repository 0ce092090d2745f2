package io.bellwether.trading.ledger;

import io.bellwether.market.PriceBasis;
import io.bellwether.market.Timeframe;
import io.bellwether.market.feed.FeedName;
import io.bellwether.strategy.Direction;
import io.bellwether.strategy.ExitReason;
import io.bellwether.strategy.LegState;
import io.bellwether.strategy.Sizing;
import io.bellwether.strategy.StopLoss;
import io.bellwether.strategy.TakeProfit;
import io.bellwether.strategy.Target;
import io.bellwether.trading.TradingMode;
import io.bellwether.trading.analysis.Analysis;
import io.bellwether.trading.analysis.Complaint;
import io.bellwether.trading.analysis.Criterion;
import io.bellwether.trading.analysis.DriftFinding;
import io.bellwether.trading.analysis.DriftReport;
import io.bellwether.trading.analysis.GateResult;
import io.bellwether.trading.analysis.MarketCondition;
import io.bellwether.trading.analysis.ModelUse;
import io.bellwether.trading.analysis.MonthlySpend;
import io.bellwether.trading.analysis.Proposal;
import io.bellwether.trading.analysis.ProposalRecord;
import io.bellwether.trading.analysis.Searched;
import io.bellwether.trading.analysis.SessionDocument;
import io.bellwether.trading.analysis.SessionPerformance;
import io.bellwether.trading.analysis.Shadow;
import io.bellwether.trading.analysis.ShadowDecision;
import io.bellwether.trading.analysis.SignalAccuracy;
import io.bellwether.trading.analysis.StoredText;
import io.bellwether.trading.config.AccountSettings;
import io.bellwether.trading.config.Activation;
import io.bellwether.trading.config.StrategyVersion;
import io.bellwether.trading.event.TradingEvent;
import io.bellwether.trading.order.Fill;
import io.bellwether.trading.order.OrderPurpose;
import io.bellwether.trading.order.OrderRecord;
import io.bellwether.trading.order.OrderStatus;
import io.bellwether.trading.order.OrderTerms;
import io.bellwether.trading.order.OrderTerms.Attached;
import io.bellwether.trading.order.OrderTerms.Trail;
import io.bellwether.trading.order.OrderType;
import io.bellwether.trading.order.Side;
import io.bellwether.trading.order.TimeInForce;
import io.bellwether.trading.plan.Plan;
import io.bellwether.trading.risk.RiskState;
import io.bellwether.trading.signal.Signal;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/**
 * Records with every component filled at random from a seed: long and short decimals, instants with
 * and without a fraction, text of many scripts, Optionals there or not, every member of a sealed
 * interface. Decimals have no trailing zeros, so that equal values are equal objects.
 */
public final class LedgerSamples {
  private static final List<String> SYMBOLS = List.of("QQQ", "TQQQ", "SQQQ", "BRK.B", "A");
  private static final List<String> TEXTS =
      List.of("", " ", "plain", "EMA 10 > EMA 30: 101.5 > 99", "Grüße, 日本, 🙂", "\"{}\\\n\t#$");

  private final SplittableRandom random;

  public LedgerSamples(long seed) {
    this.random = new SplittableRandom(seed);
  }

  public Signal signal(
      String id, String account, String strategy, Instant bar, boolean dispatched) {
    Map<String, BigDecimal> closes = new LinkedHashMap<>();
    List<Target> targets = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      closes.put(symbol(), positive());
      targets.add(target());
    }
    return new Signal(
        id,
        account,
        strategy,
        random.nextInt(1, 100),
        timeframe(),
        bar,
        instant(),
        instant(),
        instant(),
        random.nextBoolean(),
        targets,
        closes,
        dispatched,
        random.nextBoolean() ? Map.of() : Map.of(symbol(), decimal()));
  }

  public RiskRefusal refusal(String account, String clientOrderId, String rule, Instant time) {
    return new RiskRefusal(
        clientOrderId,
        rule,
        account,
        text(),
        text(),
        text(),
        oneOf(OrderPurpose.values()),
        symbol(),
        oneOf(Side.values()),
        decimal(),
        text(),
        random.nextBoolean() ? Map.of() : Map.of("limit", decimal(), "value", decimal()),
        random.nextBoolean(),
        time);
  }

  public Plan plan(String signalId, String account, boolean open, Instant createdAt) {
    List<Plan.Step> steps = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      steps.add(step());
    }
    return new Plan(
        signalId,
        account,
        text(),
        instant(),
        instant(),
        random.nextBoolean(),
        steps,
        open,
        createdAt,
        0);
  }

  public OrderRecord order(
      String id, String account, String signalId, OrderStatus status, Instant createdAt) {
    OrderPurpose purpose = oneOf(OrderPurpose.values());
    return new OrderRecord(
        id,
        account,
        text(),
        signalId,
        purpose,
        purpose == OrderPurpose.ENTRY ? Optional.empty() : Optional.of(oneOf(ExitReason.values())),
        terms(),
        status,
        maybe(this::text),
        positive(),
        text(),
        createdAt,
        instant(),
        0);
  }

  public Fill fill(String id, String clientOrderId, Instant time) {
    return new Fill(
        id, clientOrderId, symbol(), oneOf(Side.values()), positive(), positive(), decimal(), time);
  }

  public Holding holding(String account, String symbol, long revision) {
    return new Holding(
        account,
        symbol,
        text(),
        text(),
        oneOf(Direction.values()),
        positive(),
        positive(),
        decimal(),
        instant(),
        maybe(this::stopLoss),
        maybe(() -> new LegState.LastExit(instant(), oneOf(ExitReason.values()))),
        revision);
  }

  public Trade trade(String id, String account, Instant exitTime) {
    return new Trade(
        id,
        account,
        text(),
        symbol(),
        oneOf(Direction.values()),
        positive(),
        instant(),
        decimal(),
        exitTime,
        decimal(),
        decimal(),
        decimal(),
        oneOf(ExitReason.values()));
  }

  public RiskState risk(String account, long revision) {
    return new RiskState(
        account,
        random.nextBoolean(),
        random.nextBoolean(),
        text(),
        maybe(this::decimal),
        maybe(() -> new RiskState.Reading(decimal(), instant())),
        maybe(this::decimal),
        maybe(() -> new RiskState.DayLoss(LocalDate.ofEpochDay(random.nextInt(30_000)), text())),
        maybe(() -> new RiskState.Closing(instant())),
        maybe(() -> new RiskState.Untold(instant(), text(), text(), random.nextBoolean())),
        revision);
  }

  public StrategyVersion version(String strategy, int version) {
    Map<String, String> parameters = new LinkedHashMap<>();
    for (int i = random.nextInt(5); i > 0; i--) {
      parameters.put("parameter." + i, text());
    }
    return new StrategyVersion(
        strategy,
        version,
        maybe(() -> random.nextInt(1, 100)),
        random.nextBoolean(),
        new AccountSettings(
            text(),
            text(),
            oneOf(TradingMode.values()),
            random.nextBoolean(),
            random.nextBoolean(),
            random.nextBoolean(),
            text(),
            decimal(),
            decimal()),
        List.of(symbol(), symbol()),
        timeframe(),
        oneOf(PriceBasis.values()),
        List.of(oneOf(FeedName.values())),
        parameters,
        text(),
        instant(),
        random.nextBoolean());
  }

  public Tick tick(String strategy, Instant scheduledAt) {
    return new Tick(strategy, scheduledAt, instant(), text(), maybe(this::text));
  }

  public EquityPoint equity(String account, Instant time) {
    return new EquityPoint(account, time, decimal(), decimal());
  }

  public SessionRecord session(String strategy, String account, LocalDate date) {
    return new SessionRecord(
        date,
        strategy,
        account,
        decimal(),
        decimal(),
        random.nextInt(50),
        random.nextInt(50),
        maybe(this::decimal));
  }

  public Alert alert(String id, String account, Instant time) {
    return new Alert(
        id,
        account,
        time,
        oneOf(TradingEvent.Type.values()),
        oneOf(TradingEvent.Severity.values()),
        oneOf(Alert.State.values()),
        instant(),
        0);
  }

  public SignalReview review(String signalId, String account, Instant bar) {
    List<SignalReview.Verdict> verdicts =
        random.nextBoolean()
            ? List.of()
            : List.of(new SignalReview.Verdict(1, random.nextBoolean()));
    return new SignalReview(
        signalId, account, symbol(), oneOf(Direction.values()), bar, verdicts, true, 0);
  }

  public Finding finding(String account, Finding.Kind kind, String subject, long revision) {
    return new Finding(
        account,
        kind,
        subject,
        symbol(),
        decimal(),
        decimal(),
        oneOf(Finding.State.values()),
        instant(),
        random.nextBoolean(),
        text(),
        revision);
  }

  public AppliedSplit split(String account, String symbol, LocalDate exDate, long revision) {
    return new AppliedSplit(
        account,
        symbol,
        exDate,
        positive(),
        positive(),
        instant(),
        decimal(),
        decimal(),
        random.nextBoolean(),
        revision);
  }

  public ReconciliationMark mark(String account, long revision) {
    return new ReconciliationMark(
        account,
        LocalDate.ofEpochDay(random.nextInt(30_000)),
        maybe(() -> new ReconciliationMark.Close(instant(), decimal(), decimal())),
        revision);
  }

  public SessionDocument document(String strategy, LocalDate date) {
    return new SessionDocument(
        strategy,
        date,
        oneOf(SessionDocument.Origin.values()),
        random.nextInt(1, 100),
        Map.of("entry-rsi", text()),
        new MarketCondition(
            oneOf(MarketCondition.Trend.values()),
            oneOf(MarketCondition.Volatility.values()),
            random.nextDouble(),
            random.nextDouble(100),
            random.nextDouble(),
            maybe(random::nextDouble),
            random.nextDouble(-1, 1),
            random.nextDouble(-1, 1),
            maybe(random::nextDouble)),
        new SessionPerformance(
            random.nextDouble(-1, 1),
            random.nextDouble(-1, 1),
            random.nextDouble(-1, 0),
            maybe(random::nextDouble),
            maybe(random::nextDouble),
            random.nextInt(50),
            random.nextInt(50),
            random.nextBoolean()),
        List.of("entry", text()));
  }

  public Analysis analysis(String id, String strategy, LocalDate session, long revision) {
    return new Analysis(
        id,
        strategy,
        text(),
        session,
        text(),
        random.nextInt(1, 100),
        instant(),
        oneOf(Analysis.State.values()),
        text(),
        maybe(this::storedText),
        maybe(this::storedText),
        List.of(
            new ModelUse(text(), random.nextLong(100_000), random.nextLong(100_000), decimal())),
        List.of(
            new ProposalRecord(
                1,
                new Proposal(Map.of("entry-rsi", text()), text(), text(), random.nextDouble(), 1),
                oneOf(ProposalRecord.Standing.values()),
                maybe(
                    () ->
                        new GateResult(
                            random.nextLong(1000),
                            List.of(
                                new Criterion(
                                    text(),
                                    text(),
                                    random.nextBoolean(),
                                    text(),
                                    text(),
                                    text())))),
                maybe(() -> random.nextInt(1, 100)),
                text())),
        List.of(text()),
        maybe(() -> new Complaint(text(), maybe(this::text))),
        maybe(() -> new Searched(random.nextInt(1, 100), text())),
        revision);
  }

  private StoredText storedText() {
    boolean archived = random.nextBoolean();
    return new StoredText(
        archived ? Optional.empty() : Optional.of(text()),
        archived ? Optional.of(text()) : Optional.empty(),
        random.nextInt(1000));
  }

  public MonthlySpend spend(YearMonth month, long revision) {
    return new MonthlySpend(
        month, positive(), random.nextLong(1000), Map.of("question", positive()), revision);
  }

  public DriftReport drift(String strategy, String account, LocalDate date) {
    return new DriftReport(
        strategy,
        account,
        date,
        random.nextInt(1, 100),
        instant(),
        random.nextDouble(1e6),
        random.nextInt(50),
        random.nextInt(50),
        maybe(random::nextDouble),
        List.of(
            new DriftFinding(
                oneOf(DriftFinding.Kind.values()),
                text(),
                instant(),
                text(),
                text(),
                text(),
                maybe(random::nextDouble),
                maybe(random::nextDouble),
                random.nextBoolean())),
        random.nextBoolean(),
        List.of(new SignalAccuracy(5, 1, 3, 0.25, 0.75)));
  }

  public Shadow shadow(String strategy, long revision) {
    return new Shadow(
        strategy, random.nextInt(1, 100), instant(), text(), maybe(this::instant), revision);
  }

  public ShadowDecision shadowDecision(String strategy, Instant bar) {
    return new ShadowDecision(
        strategy,
        random.nextInt(1, 100),
        bar,
        instant(),
        text(),
        random.nextInt(1, 100),
        List.of(target()),
        List.of(target()));
  }

  public Activation activation(String strategy, int number) {
    return new Activation(
        strategy,
        number,
        random.nextInt(1, 100),
        maybe(() -> random.nextInt(1, 100)),
        text(),
        random.nextBoolean(),
        text(),
        maybe(this::text),
        instant(),
        maybe(() -> random.nextInt(1, 100)));
  }

  /** An instant in this half of the century; one in two on a full second. */
  public Instant instant() {
    long second = random.nextLong(946_684_800L, 2_524_608_000L);
    return Instant.ofEpochSecond(second, random.nextBoolean() ? 0 : random.nextInt(1_000_000_000));
  }

  public String symbol() {
    return SYMBOLS.get(random.nextInt(SYMBOLS.size()));
  }

  /** A decimal of up to 60 digits, of either sign, and zero now and then. */
  private BigDecimal decimal() {
    int bits = random.nextInt(200);
    byte[] bytes = new byte[bits / 8 + 1];
    random.nextBytes(bytes);
    BigDecimal value =
        new BigDecimal(new BigInteger(bytes), random.nextInt(40)).stripTrailingZeros();
    return value.scale() < 0 ? value.setScale(0) : value;
  }

  private BigDecimal positive() {
    return decimal().abs().add(BigDecimal.ONE);
  }

  private String text() {
    return TEXTS.get(random.nextInt(TEXTS.size()));
  }

  private Timeframe timeframe() {
    return new Timeframe(random.nextBoolean() ? 1440 : random.nextInt(1, 721));
  }

  private StopLoss stopLoss() {
    return new StopLoss(random.nextDouble(1e-6, 1));
  }

  private Target target() {
    return switch (random.nextInt(3)) {
      case 0 ->
          new Target.Hold(
              symbol(),
              oneOf(Direction.values()),
              sizing(),
              maybe(this::stopLoss),
              maybe(() -> new TakeProfit(random.nextDouble(1e-6, 2))),
              random.nextBoolean(),
              text());
      case 1 -> new Target.Flat(symbol(), oneOf(ExitReason.values()), text());
      default -> new Target.Keep(symbol(), text());
    };
  }

  private Sizing sizing() {
    double weight = random.nextDouble(1e-6, 1);
    return switch (random.nextInt(4)) {
      case 0 -> new Sizing.WeightOfEquity(weight);
      case 1 -> new Sizing.WeightOfBuyingPower(weight);
      case 2 -> new Sizing.RiskOfEquity(weight, random.nextDouble(1e-6, 100), 1 + weight);
      default -> new Sizing.FixedMargin(random.nextDouble(1e-6, 1_000), 1 + 100 * weight);
    };
  }

  private Plan.Step step() {
    return new Plan.Step(
        text(),
        symbol(),
        oneOf(Direction.values()),
        positive(),
        positive(),
        maybe(() -> oneOf(ExitReason.values())),
        random.nextInt(20),
        oneOf(Plan.StepStatus.values()),
        text());
  }

  private OrderTerms terms() {
    OrderType type = oneOf(OrderType.values());
    boolean limit = type == OrderType.LIMIT || type == OrderType.STOP_LIMIT;
    boolean stop = type == OrderType.STOP || type == OrderType.STOP_LIMIT;
    return new OrderTerms(
        symbol(),
        oneOf(Side.values()),
        positive(),
        type,
        oneOf(TimeInForce.values()),
        limit ? Optional.of(positive()) : Optional.empty(),
        stop ? Optional.of(positive()) : Optional.empty(),
        type == OrderType.TRAILING_STOP ? Optional.of(trail()) : Optional.empty(),
        attached());
  }

  private Trail trail() {
    return random.nextBoolean() ? new Trail.Amount(positive()) : new Trail.Percent(positive());
  }

  private Attached attached() {
    return switch (random.nextInt(4)) {
      case 0 -> new Attached.None();
      case 1 -> new Attached.Bracket(positive(), positive(), maybe(this::positive));
      case 2 -> new Attached.OneCancelsOther(positive(), positive(), maybe(this::positive));
      default -> new Attached.OneTriggersOther(maybe(this::positive), maybe(this::positive));
    };
  }

  private <T> Optional<T> maybe(Supplier<T> value) {
    return random.nextBoolean() ? Optional.of(value.get()) : Optional.empty();
  }

  private <T> T oneOf(T[] values) {
    return values[random.nextInt(values.length)];
  }
}
