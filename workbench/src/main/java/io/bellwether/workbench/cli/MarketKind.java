package io.bellwether.workbench.cli;

import io.bellwether.market.calendar.AlwaysOpenCalendar;
import io.bellwether.market.calendar.NyseCalendar;
import io.bellwether.market.calendar.TradingCalendar;
import io.bellwether.research.metrics.Conventions;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** The kinds of markets there are bars of: their hours, and how years are reckoned. */
enum MarketKind {
  EQUITIES(new NyseCalendar(), Conventions.US_EQUITIES, "alpaca"),
  CRYPTO(new AlwaysOpenCalendar(), Conventions.CRYPTO, "bybit");

  /** A pair against a dollar: no US share's symbol is as long and ends so. */
  private static final Pattern PAIR = Pattern.compile("[A-Z0-9]{2,}(USDT|USDC|USD)");

  private final TradingCalendar calendar;
  private final Conventions conventions;
  private final String costs;

  MarketKind(TradingCalendar calendar, Conventions conventions, String costs) {
    this.calendar = calendar;
    this.conventions = conventions;
    this.costs = costs;
  }

  /** The kind of market symbols are traded on, by their form. */
  static MarketKind of(List<String> symbols) {
    boolean pairs = symbols.stream().allMatch(symbol -> PAIR.matcher(symbol).matches());
    return pairs && !symbols.isEmpty() ? CRYPTO : EQUITIES;
  }

  /** The name on the command line. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  TradingCalendar calendar() {
    return calendar;
  }

  Conventions conventions() {
    return conventions;
  }

  /** The cost model if none is named. */
  String defaultCosts() {
    return costs;
  }
}
