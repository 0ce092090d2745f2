package io.bellwether.market;

import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.collectingAndThen;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import io.bellwether.market.calendar.NyseCalendar;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The splits and cash dividends of any number of symbols. Dates are New York's; an action takes
 * effect with the first trade of its ex-date. Immutable.
 */
public final class CorporateActions {
  private static final CorporateActions NONE = new CorporateActions(List.of(), List.of());

  private final Map<String, List<Split>> splits;
  private final Map<String, List<Dividend>> dividends;

  /**
   * A split.
   *
   * @param symbol whose shares
   * @param exDate the first date that trades on the new basis
   * @param newSharesPerOld how many shares one becomes: 2 doubles them, 0.2 makes one of five
   */
  public record Split(String symbol, LocalDate exDate, double newSharesPerOld) {
    public Split {
      Instrument.requireSymbol(symbol);
      requirePositive("new shares per old share", newSharesPerOld);
    }
  }

  /**
   * A cash dividend.
   *
   * @param symbol whose holders are paid
   * @param exDate the first date whose buyers are not
   * @param amountAsPaid dollars for each share there was on the ex-date; belongs to raw prices
   * @param amountSplitBasis the same dollars for each share after all later splits that the source
   *     knows; belongs to split-adjusted prices of the same source
   */
  public record Dividend(
      String symbol, LocalDate exDate, double amountAsPaid, double amountSplitBasis) {
    public Dividend {
      Instrument.requireSymbol(symbol);
      requirePositive("amount as paid", amountAsPaid);
      requirePositive("amount in split basis", amountSplitBasis);
    }
  }

  private CorporateActions(Collection<Split> allSplits, Collection<Dividend> allDividends) {
    splits = grouped(allSplits, Split::symbol, Split::exDate);
    dividends = grouped(allDividends, Dividend::symbol, Dividend::exDate);
  }

  private static <T> Map<String, List<T>> grouped(
      Collection<T> actions, Function<T, String> symbol, Function<T, LocalDate> exDate) {
    return actions.stream()
        .sorted(comparing(exDate))
        .collect(groupingBy(symbol, collectingAndThen(toList(), List::copyOf)));
  }

  private static void requirePositive(String what, double value) {
    if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(what + " must be positive and finite, not " + value);
    }
  }

  /** No actions at all. */
  public static CorporateActions none() {
    return NONE;
  }

  /** These actions, in any order. */
  public static CorporateActions of(Collection<Split> splits, Collection<Dividend> dividends) {
    return new CorporateActions(splits, dividends);
  }

  /**
   * Reads CSV files in UTF-8, whose rows may be in any order.
   *
   * @param splits a file with the header {@code symbol,ex_date,new_shares_per_old_share}
   * @param dividends a file with the header {@code
   *     symbol,ex_date,amount_split_basis,amount_as_paid}
   * @throws DataFileException if a file cannot be read or a row breaks a rule, such as a symbol
   *     with two splits, or two dividends, on one date; names the file and the line
   */
  public static CorporateActions read(Optional<Path> splits, Optional<Path> dividends) {
    return of(
        splits.map(CorporateActionFiles::readSplits).orElse(List.of()),
        dividends.map(CorporateActionFiles::readDividends).orElse(List.of()));
  }

  /** The splits of a symbol, ascending by date; empty if none is known. */
  public List<Split> splits(String symbol) {
    return splits.getOrDefault(symbol, List.of());
  }

  /** The dividends of a symbol, ascending by date; empty if none is known. */
  public List<Dividend> dividends(String symbol) {
    return dividends.getOrDefault(symbol, List.of());
  }

  /**
   * The series on the split basis of its own last bar: prices before a split are divided by its new
   * shares per old share, volumes multiplied. A split with an ex-date after the last bar does not
   * count, so that a series cut off earlier never knows of it. Where the ratios are powers of two,
   * all results are exact.
   *
   * @param raw bars as traded
   * @throws IllegalArgumentException if the series' basis is not {@link PriceBasis#RAW}
   */
  public static Bars adjustForSplits(Bars raw, CorporateActions actions) {
    if (raw.provenance().basis() != PriceBasis.RAW) {
      throw new IllegalArgumentException(
          raw
              + " is on the basis "
              + raw.provenance().basis().label()
              + "; only raw bars can be"
              + " adjusted for splits");
    }
    Provenance provenance = new Provenance(raw.provenance().feed(), PriceBasis.SPLIT);
    double[] factors = splitFactors(raw, actions.splits(raw.symbol()));
    return Bars.ofColumns(
        raw.symbol(),
        raw.timeframe(),
        provenance,
        raw.size(),
        raw.startMillis(),
        divided(raw.open(), factors),
        divided(raw.high(), factors),
        divided(raw.low(), factors),
        divided(raw.close(), factors),
        multiplied(raw.volume(), factors));
  }

  /**
   * What holding a share comes to: the series adjusted for splits if it is raw, each dividend put
   * back into shares at the open of its ex-date, or of the first bar after it, without tax and
   * cost. With {@code d} the dividend and {@code o} that open, prices from there on are multiplied
   * by {@code 1 + d / o}; those before the first dividend stay. Dividends before the first bar or
   * on its date, and after the last, do not count. Prices adjusted for both are left as they are.
   */
  public static Bars totalReturn(Bars bars, CorporateActions actions) {
    PriceBasis basis = bars.provenance().basis();
    if (basis == PriceBasis.SPLIT_DIVIDEND || bars.isEmpty()) {
      return bars;
    }
    boolean raw = basis == PriceBasis.RAW;
    double[] shares = reinvested(bars, actions.dividends(bars.symbol()), raw);
    Bars adjusted = raw ? adjustForSplits(bars, actions) : bars;
    return Bars.ofColumns(
        bars.symbol(),
        bars.timeframe(),
        new Provenance(bars.provenance().feed(), PriceBasis.SPLIT_DIVIDEND),
        bars.size(),
        bars.startMillis(),
        multiplied(adjusted.open(), shares),
        multiplied(adjusted.high(), shares),
        multiplied(adjusted.low(), shares),
        multiplied(adjusted.close(), shares),
        adjusted.volume());
  }

  /** For each bar, how many shares dividends have made of one held since before the first bar. */
  private static double[] reinvested(Bars bars, List<Dividend> dividends, boolean raw) {
    double[] shares = new double[bars.size()];
    double held = 1;
    int next = 0;
    for (Dividend dividend : dividends) {
      int bar = bars.countBefore(dividend.exDate().atStartOfDay(NyseCalendar.ZONE).toInstant());
      if (bar > 0 && bar < bars.size()) {
        Arrays.fill(shares, next, bar, held);
        next = bar;
        double amount = raw ? dividend.amountAsPaid() : dividend.amountSplitBasis();
        held *= 1 + amount / bars.open()[bar];
      }
    }
    Arrays.fill(shares, next, shares.length, held);
    return shares;
  }

  /** For each bar, the product of the splits between it and the last bar. */
  private static double[] splitFactors(Bars bars, List<Split> splits) {
    double[] factors = new double[bars.size()];
    double factor = 1;
    int bar = bars.size() - 1;
    for (Split split : splits.reversed()) {
      long exMillis = split.exDate().atStartOfDay(NyseCalendar.ZONE).toInstant().toEpochMilli();
      for (; bar >= 0 && bars.startMillis()[bar] >= exMillis; bar--) {
        factors[bar] = factor;
      }
      if (bar < bars.size() - 1) {
        factor *= split.newSharesPerOld();
      }
    }
    for (; bar >= 0; bar--) {
      factors[bar] = factor;
    }
    return factors;
  }

  private static double[] divided(double[] prices, double[] factors) {
    double[] quotients = new double[factors.length];
    for (int i = 0; i < factors.length; i++) {
      quotients[i] = prices[i] / factors[i];
    }
    return quotients;
  }

  private static double[] multiplied(double[] volumes, double[] factors) {
    double[] products = new double[factors.length];
    for (int i = 0; i < factors.length; i++) {
      products[i] = volumes[i] * factors[i];
    }
    return products;
  }
}
