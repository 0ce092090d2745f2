package io.bellwether.trading.cost;

import java.math.BigDecimal;
import java.util.List;

/** The cost models by name, at the published rates or at stated ones. */
public final class CostModels {
  private static final List<CostModel> PUBLISHED =
      List.of(
          new NoCosts(),
          Tariff.alpaca(FeeSchedule.PUBLISHED),
          Tariff.ibkrTiered(FeeSchedule.PUBLISHED),
          Tariff.ibkrFixed(FeeSchedule.PUBLISHED),
          Tariff.bybit());

  private static final String PER_SHARE = "per-share:";
  private static final String BPS = "bps:";
  private static final int BPS_DIGITS = 4;

  /** Which names {@link #byName} takes, for help and errors. */
  public static final String FORMS =
      String.join(", ", names()) + ", per-share:RATE, bps:RATE, bps:TAKER/MAKER";

  private CostModels() {}

  /**
   * The cost model of that name. Besides the published ones there are {@code per-share:0.005}, in
   * the account's currency per share; {@code bps:1.5}, in hundredths of a percent of the value; and
   * {@code bps:5.5/2}, of which the second is what orders pay that make liquidity.
   *
   * @throws IllegalArgumentException if there is none; the message lists what there is
   */
  public static CostModel byName(String name) {
    if (name.startsWith(PER_SHARE)) {
      return Tariff.perShare(name, rate(name, name.substring(PER_SHARE.length())));
    }
    if (name.startsWith(BPS)) {
      String rates = name.substring(BPS.length());
      int slash = rates.indexOf('/');
      BigDecimal taker = bps(name, slash < 0 ? rates : rates.substring(0, slash));
      BigDecimal maker = slash < 0 ? taker : bps(name, rates.substring(slash + 1));
      return Tariff.ofValue(name, taker, maker);
    }
    return PUBLISHED.stream()
        .filter(model -> model.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "'" + name + "' is no cost model; there are " + FORMS));
  }

  /** The names of the models at published rates. */
  public static List<String> names() {
    return PUBLISHED.stream().map(CostModel::name).toList();
  }

  private static BigDecimal bps(String name, String text) {
    BigDecimal bps = rate(name, text);
    if (bps.movePointLeft(BPS_DIGITS).compareTo(BigDecimal.ONE) >= 0) {
      throw new IllegalArgumentException(
          "'" + name + "' costs the whole value: bps are hundredths of a percent, below 10000");
    }
    return bps.movePointLeft(BPS_DIGITS);
  }

  private static BigDecimal rate(String name, String text) {
    return Rates.parse(text)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "'"
                        + name
                        + "' is no cost model: expected a number of at least 0 for '"
                        + text
                        + "'; there are "
                        + FORMS));
  }
}
