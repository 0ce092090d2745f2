package io.bellwether.workbench.cli;

import io.bellwether.market.PriceBasis;
import io.bellwether.market.Timeframe;
import io.bellwether.market.feed.FeedName;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.TypeConversionException;

/** How arguments are read, with messages that say what is expected. */
final class Converters {
  private Converters() {}

  /** Teaches them to a command line and its subcommands. */
  static void register(CommandLine line) {
    line.registerConverter(LocalDate.class, Converters::date);
    line.registerConverter(BigDecimal.class, Converters::decimal);
    line.registerConverter(YearMonth.class, Converters::month);
    line.registerConverter(Timeframe.class, Converters::timeframe);
    line.registerConverter(PriceBasis.class, Converters::basis);
    line.registerConverter(FeedName.class, Converters::feed);
  }

  private static LocalDate date(String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeException e) {
      throw new TypeConversionException("'" + text + "' is no date; write it as 2024-10-31");
    }
  }

  private static BigDecimal decimal(String text) {
    try {
      return new BigDecimal(text);
    } catch (NumberFormatException e) {
      throw new TypeConversionException("'" + text + "' is no number; write it as 10000 or 0.5");
    }
  }

  private static YearMonth month(String text) {
    try {
      return YearMonth.parse(text);
    } catch (DateTimeException e) {
      throw new TypeConversionException("'" + text + "' is no month; write it as 2027-03");
    }
  }

  private static Timeframe timeframe(String text) {
    try {
      return Timeframe.parse(text);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(String.valueOf(e.getMessage()));
    }
  }

  private static FeedName feed(String text) {
    try {
      return FeedName.parse(text.toLowerCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(e.getMessage() + "; iex and sip are values of --tape");
    }
  }

  private static PriceBasis basis(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "raw" -> PriceBasis.RAW;
      case "split" -> PriceBasis.SPLIT;
      case "split-dividend" -> PriceBasis.SPLIT_DIVIDEND;
      default ->
          throw new TypeConversionException(
              "'" + text + "' is no price basis; write raw, split or split-dividend");
    };
  }
}
