package io.bellwether.research.engine;

import io.bellwether.market.Bars;
import io.bellwether.market.CorporateActions;
import io.bellwether.market.CorporateActions.Dividend;
import io.bellwether.market.CorporateActions.Split;
import io.bellwether.strategy.Direction;
import io.bellwether.strategy.Entry;
import io.bellwether.strategy.ExitReason;
import io.bellwether.strategy.Leg;
import io.bellwether.strategy.Rules;
import io.bellwether.strategy.Sizing;
import io.bellwether.trading.cost.Financing;
import io.bellwether.trading.cost.FundingRates;
import io.bellwether.trading.cost.MarketConditions;
import io.bellwether.trading.order.Side;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * The backtest as one would write it down first: bar after bar, order after order, every condition
 * asked anew at every close. Slow, and obvious; what the engine is compared with. Days are UTC's.
 */
final class ReferenceEngine {
  /** A closed trade. */
  record Trade(
      int leg,
      int sign,
      double quantity,
      int entryBar,
      Instant entryTime,
      double entryPrice,
      int exitBar,
      Instant exitTime,
      double exitPrice,
      double fees,
      double pnl,
      ExitReason reason) {}

  private static final long HOUR = 3_600_000;

  private final Rules rules;
  private final BacktestSettings settings;
  private final CorporateActions actions;
  private final Bars clock;
  private final List<ReferenceLeg> legs = new ArrayList<>();
  final List<Trade> trades = new ArrayList<>();
  final double[] equity;
  final boolean[] held;
  double fees;
  boolean stopped;

  /** Whether everything has been closed after a limit: nothing happens any more. */
  private boolean over;

  private double cash;
  private double peak;

  /** Whether anything was held on borrowed money or shares that no venue would take away. */
  private boolean borrowed;

  ReferenceEngine(Scenario scenario) {
    this.rules = scenario.rules();
    this.settings = scenario.settings();
    this.actions = scenario.actions();
    this.clock = rules.series().main();
    this.equity = new double[clock.size()];
    this.held = new boolean[clock.size()];
    this.cash = settings.capital();
    this.peak = cash;
    for (Leg leg : rules.legs()) {
      legs.add(new ReferenceLeg(legs.size(), leg, scenario));
    }
  }

  void run() {
    int first = Math.min(settings.firstBar(), clock.size());
    for (int t = first; t < clock.size(); t++) {
      if (t > first && !over) {
        beforeOpen(t);
        held[t] |= anyHeld();
        atOpen(t, equity[t - 1]);
        held[t] |= anyHeld();
        within(t);
        held[t] |= anyHeld();
        over = stopped;
      }
      equity[t] = worth(t);
      boolean breached = !stopped && isBreached(equity[t]);
      for (ReferenceLeg leg : legs) {
        decide(leg, t);
      }
      stopped |= breached;
    }
  }

  private boolean anyHeld() {
    return legs.stream().anyMatch(leg -> leg.sign != 0);
  }

  private double worth(int t) {
    double sum = cash;
    for (ReferenceLeg leg : legs) {
      if (leg.sign != 0) {
        sum += leg.sign * leg.quantity * leg.lastClose(t);
      }
    }
    return sum;
  }

  private boolean isBreached(double now) {
    peak = Math.max(peak, now);
    return settings
            .risk()
            .maximumDrawdown()
            .map(BigDecimal::doubleValue)
            .filter(limit -> peak - now >= peak * limit)
            .isPresent()
        || (borrowed && now <= 0);
  }

  // At the close of bar t.

  private void decide(ReferenceLeg leg, int t) {
    leg.expire(t);
    if (t < rules.firstDecision() || stopped) {
      return;
    }
    if (leg.sign != 0) {
      if (leg.leg.exit(t, leg.entry)) {
        leg.exitDecided = true;
        leg.exitReason = leg.leg.exitReason(t, leg.entry);
        leg.entryDecided = leg.leg.reverses() && leg.leg.entry(t);
      }
      return;
    }
    boolean condition = leg.leg.entry(t);
    leg.awaitsReset &= condition;
    leg.entryDecided = condition && !leg.awaitsReset && !leg.hasOrder();
  }

  // Before the open of bar t.

  private LocalDate day(int t) {
    return clock.start(t).atZone(ZoneOffset.UTC).toLocalDate();
  }

  private void beforeOpen(int t) {
    carry(t);
    for (ReferenceLeg leg : legs) {
      for (Split split : actions.splits(leg.leg.symbol())) {
        if (isDue(split.exDate(), t)) {
          split(leg, t, split.newSharesPerOld());
        }
      }
      for (Dividend dividend : actions.dividends(leg.leg.symbol())) {
        if (isDue(dividend.exDate(), t) && leg.sign != 0) {
          cash += leg.sign * leg.quantity * dividend.amountAsPaid();
        }
      }
    }
  }

  private boolean isDue(LocalDate exDate, int t) {
    return day(t - 1).isBefore(exDate) && !day(t).isBefore(exDate);
  }

  private void split(ReferenceLeg leg, int t, double ratio) {
    leg.splitToday *= ratio;
    leg.cancelOrder();
    if (leg.sign == 0) {
      return;
    }
    double shares = leg.quantity * ratio;
    double kept = leg.floor(shares * (1 + 1e-9));
    double open = leg.bars.open()[leg.firstOf(t)];
    leg.splitPrices(ratio);
    if (kept > 0) {
      double part = shares - kept;
      if (part > kept * 1e-9) {
        cash += leg.sign * part * open;
        leg.gainInLieu += leg.sign * (open - leg.entryPrice) * part;
      }
      leg.quantity = kept;
    } else {
      leg.quantity = shares;
      held[t] = true;
      settle(leg, t, leg.firstOf(t), open, 0, leg.exitDecided ? leg.exitReason : ExitReason.RISK);
    }
  }

  private void carry(int t) {
    Financing financing = settings.financing();
    double due = 0;
    long days = day(t).toEpochDay() - day(t - 1).toEpochDay();
    if (days > 0 && (financing.marginInterest() > 0 || financing.borrowFee() > 0)) {
      double shorts = 0;
      for (ReferenceLeg leg : legs) {
        if (leg.sign < 0) {
          shorts += leg.quantity * leg.lastClose(t - 1);
        }
      }
      due += financing.interest(shorts - cash, (int) days) + financing.borrow(shorts, (int) days);
    }
    for (long hour = clock.startMillis()[t - 1] / HOUR + 1;
        hour <= clock.startMillis()[t] / HOUR;
        hour++) {
      double rate = fundingAt(hour * HOUR);
      double funding = 0;
      for (ReferenceLeg leg : legs) {
        if (leg.sign != 0 && rate != 0) {
          funding += leg.sign * (leg.quantity * leg.lastClose(t - 1)) * rate;
        }
      }
      due += funding;
    }
    cash -= due;
  }

  private double fundingAt(long millis) {
    if (settings.fundingRates().isEmpty()) {
      return millis % (8 * HOUR) == 0 ? settings.financing().fundingPer8h() : 0;
    }
    FundingRates rates = settings.fundingRates().get();
    for (int i = 0; i < rates.size(); i++) {
      if (rates.millis(i) == millis) {
        return rates.rate(i);
      }
    }
    return 0;
  }

  // At the open of bar t: all exits, then entries.

  private void atOpen(int t, double equityBefore) {
    for (ReferenceLeg leg : legs) {
      if (leg.sign != 0 && (leg.exitDecided || stopped)) {
        close(
            leg,
            t,
            leg.firstOf(t),
            leg.bars.open()[leg.firstOf(t)],
            true,
            true,
            leg.exitDecided ? leg.exitReason : ExitReason.RISK);
      }
      leg.exitDecided = false;
    }
    for (ReferenceLeg leg : legs) {
      if (leg.entryDecided && !stopped) {
        send(leg, t, equityBefore);
      }
      leg.entryDecided = false;
      leg.splitToday = 1;
      if (stopped) {
        leg.cancelOrder();
      }
    }
  }

  private void send(ReferenceLeg leg, int t, double equityBefore) {
    double close = leg.lastClose(t - 1);
    double wanted = wanted(leg, t - 1, equityBefore, close);
    if (leg.splitToday != 1) {
      wanted = leg.floor(wanted * leg.splitToday * (1 + 1e-9));
    }
    boolean tooSmall =
        wanted <= 0
            || wanted < leg.quantities.minimum()
            || wanted * (close / leg.splitToday) < leg.quantities.minimumNotional();
    if (tooSmall) {
      return;
    }
    int sign = leg.leg.direction(t - 1) == Direction.LONG ? 1 : -1;
    if (settings.orders().entry() instanceof OrderPlan.EntryOrder.Market) {
      enter(leg, t, leg.firstOf(t), leg.bars.open()[leg.firstOf(t)], sign, wanted, true);
    } else if (leg.splitToday == 1) {
      leg.place(settings.orders().entry(), sign, wanted, close);
    }
  }

  private double wanted(ReferenceLeg leg, int t, double equityBefore, double close) {
    double quantity =
        switch (leg.leg.sizing(t)) {
          case Sizing.WeightOfEquity of -> of.weight() * equityBefore / close;
          case Sizing.WeightOfBuyingPower of ->
              of.weight() * (equityBefore * settings.leverage()) / close;
          case Sizing.RiskOfEquity of ->
              Math.min(
                  of.risk() * equityBefore / (of.stopDistance() * leg.tradedPerDecided(t)),
                  of.leverage() * equityBefore / close);
          case Sizing.FixedMargin of -> of.margin() * of.leverage() / close;
        };
    return quantity > 0 ? leg.floor(quantity) : 0;
  }

  // Within bar t: what rests, in order of time.

  private void within(int t) {
    TreeSet<Long> times = new TreeSet<>();
    for (ReferenceLeg leg : legs) {
      for (int x = leg.firstOf(t); x < leg.firstOf(t + 1); x++) {
        times.add(leg.bars.startMillis()[x]);
      }
    }
    for (long time : times) {
      for (ReferenceLeg leg : legs) {
        exitWithin(leg, t, time);
      }
      for (ReferenceLeg leg : legs) {
        int x = leg.bars.indexOf(Instant.ofEpochMilli(time));
        if (x >= 0 && leg.hasOrder() && leg.orderFills(x)) {
          double price = leg.orderPrice;
          enter(leg, t, x, price, leg.orderSign, leg.orderQuantity, leg.orderTakes);
          leg.cancelOrder();
          held[t] |= leg.sign != 0;
          exitWithin(leg, t, time);
        }
      }
    }
  }

  private void exitWithin(ReferenceLeg leg, int t, long time) {
    int x = leg.bars.indexOf(Instant.ofEpochMilli(time));
    if (x >= 0 && leg.sign != 0 && leg.exitFills(x)) {
      boolean slips = leg.restingReason == ExitReason.STOP;
      boolean takes = leg.restingReason != ExitReason.TARGET;
      close(leg, t, x, leg.restingPrice, slips, takes, leg.restingReason);
    }
  }

  // Fills.

  private double slipped(Side side, double price, double quantity) {
    return settings.slippage().fillPrice(side, price, quantity, MarketConditions.UNKNOWN);
  }

  private double fee(Side side, double quantity, double price, int t, boolean takes) {
    return (takes ? settings.costs() : settings.costs().ofMakers())
        .cost(side, quantity, price, Math.toIntExact(day(t).toEpochDay()));
  }

  private void enter(
      ReferenceLeg leg, int t, int x, double marketPrice, int sign, double wanted, boolean takes) {
    Side side = sign > 0 ? Side.BUY : Side.SELL;
    double price = takes ? slipped(side, marketPrice, wanted) : marketPrice;
    if (leg.hasOrder() && !(settings.orders().entry() instanceof OrderPlan.EntryOrder.Stop)) {
      price = sign > 0 ? Math.min(price, leg.orderLimit) : Math.max(price, leg.orderLimit);
    }
    double free = cash;
    for (ReferenceLeg other : legs) {
      if (other.sign != 0) {
        double paid = other.quantity * other.entryPrice;
        free += other.sign * paid - paid / settings.leverage();
      }
    }
    long units = leg.units(wanted);
    // Not one more than what would be covered without costs.
    units = Math.min(units, leg.units(Math.max(free, 0) * settings.leverage() / price) + 1);
    while (units > 0
        && leg.ofUnits(units) * price / settings.leverage()
                + fee(side, leg.ofUnits(units), price, t, takes)
            > free) {
      units--;
    }
    if (units == 0 || !(free > 0)) {
      return;
    }
    double quantity = leg.ofUnits(units);
    double paid = fee(side, quantity, price, t, takes);
    fees += paid;
    borrowed |=
        settings.instruments().of(leg.leg.symbol()).maintenanceMarginRate() == 0
            && (sign < 0 || settings.leverage() > 1);
    cash -= sign * quantity * price + paid;
    leg.hold(t, x, sign, quantity, price, paid, marketPrice);
    leg.entry =
        new Entry(
            sign > 0 ? Direction.LONG : Direction.SHORT,
            quantity,
            price / leg.tradedPerDecided(t),
            t);
  }

  private void close(
      ReferenceLeg leg,
      int t,
      int x,
      double marketPrice,
      boolean slips,
      boolean takes,
      ExitReason reason) {
    Side side = leg.sign > 0 ? Side.SELL : Side.BUY;
    double price = slips ? slipped(side, marketPrice, leg.quantity) : marketPrice;
    double fee = fee(side, leg.quantity, price, t, takes);
    fees += fee;
    settle(leg, t, x, price, fee, reason);
  }

  private void settle(ReferenceLeg leg, int t, int x, double price, double fee, ExitReason reason) {
    cash += leg.sign * leg.quantity * price - fee;
    double allFees = leg.entryFee + fee;
    trades.add(
        new Trade(
            leg.number,
            leg.sign,
            leg.quantity,
            leg.entryBar,
            leg.bars.start(leg.entryFill),
            leg.entryPrice,
            t,
            leg.bars.start(x),
            price,
            allFees,
            leg.sign * (price - leg.entryPrice) * leg.quantity + leg.gainInLieu - allFees,
            reason));
    leg.sign = 0;
    leg.quantity = 0;
    leg.awaitsReset = reason == ExitReason.STOP && leg.leg.reentryAfterReset();
    if (leg.exitDecided) {
      leg.exitDecided = false;
    }
  }
}
