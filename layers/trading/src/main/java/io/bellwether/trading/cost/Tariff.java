package io.bellwether.trading.cost;

import io.bellwether.trading.order.Side;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;

/**
 * A cost model made of a broker's commission and, for US shares, the regulatory fees on top. Every
 * broker's rates stand here, once; those of the regulators in {@link FeeSchedule}.
 */
public final class Tariff implements CostModel {
  /** Alpaca asks no commission for orders by API. */
  private static final Commission ALPACA = Commission.NONE;

  /**
   * The first tier, up to 300,000 shares a month: the dearest, so that a backtest does not count on
   * a volume discount.
   *
   * <p>Passed through of the commission: 0.000175 to NYSE and 0.00056 to FINRA. Beside it, per
   * share: NSCC and DTC 0.00020, and the exchange's fee, of which 0.0030 is an assumption: every
   * order takes liquidity, at about what the large venues ask; resting orders would earn a rebate.
   */
  private static final Commission IBKR_TIERED =
      Commission.terms()
          .perShare(new BigDecimal("0.0035"))
          .minimum(new BigDecimal("0.35"))
          .maximumOfValue(new BigDecimal("0.01"))
          .passThrough(new BigDecimal("0.000735"))
          .furtherPerShare(new BigDecimal("0.0032"))
          .build();

  private static final Commission IBKR_FIXED =
      Commission.terms()
          .perShare(new BigDecimal("0.005"))
          .minimum(new BigDecimal("1.00"))
          .maximumOfValue(new BigDecimal("0.01"))
          .build();

  private static final BigDecimal BYBIT_TAKER = new BigDecimal("0.00055");
  private static final BigDecimal BYBIT_MAKER = new BigDecimal("0.0002");

  private final String name;
  private final Commission commission;
  private final Optional<FeeSchedule> schedule;
  private final Optional<Commission> makers;
  private final FeeTable buys;
  private final FeeTable sells;

  private Tariff(
      String name,
      Commission commission,
      Optional<Commission> makers,
      Optional<FeeSchedule> schedule) {
    this.name = name;
    this.commission = commission;
    this.makers = makers;
    this.schedule = schedule;
    this.buys = schedule.map(fees -> fees.table(Side.BUY)).orElse(FeeTable.NONE);
    this.sells = schedule.map(fees -> fees.table(Side.SELL)).orElse(FeeTable.NONE);
  }

  /**
   * Alpaca: no commission; the regulatory fees are passed on. What the account is charged is
   * rounded up once a day and fee, see {@link DailyFees}; paper accounts are charged nothing.
   * Source: Alpaca's brokerage fee schedule of 2026-09-17.
   *
   * @param schedule the regulatory rates
   */
  public static Tariff alpaca(FeeSchedule schedule) {
    return ofShares("alpaca", ALPACA, schedule);
  }

  /**
   * Interactive Brokers, US shares, tiered plan, per order. Source: the commission page of
   * Interactive Brokers, autumn 2026.
   *
   * @param schedule the regulatory rates
   */
  public static Tariff ibkrTiered(FeeSchedule schedule) {
    return ofShares("ibkr-tiered", IBKR_TIERED, schedule);
  }

  /**
   * Interactive Brokers, US shares, fixed plan, per order: exchange and clearing are included, the
   * regulatory fees are not. Source: the commission page of Interactive Brokers, autumn 2026.
   *
   * @param schedule the regulatory rates
   */
  public static Tariff ibkrFixed(FeeSchedule schedule) {
    return ofShares("ibkr-fixed", IBKR_FIXED, schedule);
  }

  /**
   * Bybit, linear perpetuals, accounts without a VIP level: 0.055 % of the value for orders that
   * take liquidity, 0.02 % for those that make it. Source: Bybit's help pages, Perpetual and
   * Futures Contract: Fees Explained, of 2024-10-16. Rates differ by region and volume; see {@link
   * #ofValue} for one's own.
   */
  public static Tariff bybit() {
    return ofValue("bybit", BYBIT_TAKER, BYBIT_MAKER);
  }

  /**
   * A fraction of the value of each order.
   *
   * @param name the name in reports
   * @param taker of orders that take liquidity, at least 0 and less than 1
   * @param maker of orders that make liquidity, at least 0 and less than 1; a rebate is not
   *     modelled
   */
  public static Tariff ofValue(String name, BigDecimal taker, BigDecimal maker) {
    if (taker.max(maker).compareTo(BigDecimal.ONE) >= 0) {
      throw new IllegalArgumentException(
          "a fee is less than the whole value, not " + taker.max(maker).toPlainString());
    }
    Commission taking = Commission.terms().ofValue(taker).build();
    Commission making = Commission.terms().ofValue(maker).build();
    return new Tariff(name, taking, Optional.of(making), Optional.empty());
  }

  /**
   * A rate per share, or per unit, of each order, and nothing else.
   *
   * @param name the name in reports
   * @param rate in the account's currency, at least 0
   */
  public static Tariff perShare(String name, BigDecimal rate) {
    Commission commission = Commission.terms().perShare(rate).build();
    return new Tariff(name, commission, Optional.empty(), Optional.empty());
  }

  private static Tariff ofShares(String name, Commission commission, FeeSchedule schedule) {
    return new Tariff(name, commission, Optional.empty(), Optional.of(schedule));
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public BigDecimal cost(Side side, BigDecimal quantity, BigDecimal averagePrice, LocalDate date) {
    BigDecimal asked = commission.of(quantity, quantity.multiply(averagePrice));
    return schedule
        .map(fees -> asked.add(fees.charges(side, quantity, averagePrice, date)))
        .orElse(asked);
  }

  @Override
  public double cost(Side side, double quantity, double averagePrice, int epochDay) {
    double value = quantity * averagePrice;
    FeeTable fees = side == Side.BUY ? buys : sells;
    return commission.of(quantity, value) + fees.charge(quantity, value, epochDay);
  }

  @Override
  public CostModel ofMakers() {
    return makers
        .<CostModel>map(making -> new Tariff(name, making, Optional.empty(), schedule))
        .orElse(this);
  }

  @Override
  public boolean countsShares() {
    return commission.countsShares() || schedule.isPresent();
  }

  @Override
  public String toString() {
    return name;
  }
}
