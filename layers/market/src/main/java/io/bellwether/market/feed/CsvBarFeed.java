package io.bellwether.market.feed;

import io.bellwether.market.Bars;
import io.bellwether.market.Instrument;
import io.bellwether.market.PriceBasis;
import io.bellwether.market.Timeframe;
import io.bellwether.market.time.Deadline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Bars from files, see {@link CsvBars}. Each file is read once and kept; what a series comes from
 * is in its provenance, {@code csv:} and the file's name. Thread-safe.
 */
public final class CsvBarFeed implements BarFeed {
  private final String name;
  private final List<Entry> entries;
  private final Map<Source, Bars> read = new ConcurrentHashMap<>();

  /**
   * A file and what it holds.
   *
   * @param file the file, {@code .csv} or {@code .csv.gz}
   * @param symbol the symbol of its bars
   * @param basis the price basis of its bars
   */
  public record Source(Path file, String symbol, PriceBasis basis) {
    public Source {
      Instrument.requireSymbol(symbol);
    }
  }

  /**
   * A file, with the timeframe its name states, so that others need not be read to be ruled out.
   */
  private record Entry(Source source, Optional<Timeframe> named) {
    boolean mayServe(BarRequest request) {
      return source.basis() == request.basis()
          && named.map(timeframe -> timeframe.equals(request.timeframe())).orElse(true);
    }

    String fileName() {
      return String.valueOf(source.file().getFileName());
    }
  }

  private CsvBarFeed(String name, List<Entry> entries) {
    this.name = name;
    this.entries = List.copyOf(entries);
  }

  /** A feed of the files given. */
  public static CsvBarFeed ofFiles(List<Source> sources) {
    List<Entry> entries =
        sources.stream().map(source -> new Entry(source, Optional.empty())).toList();
    return new CsvBarFeed("csv:" + fileNames(entries, ","), entries);
  }

  /**
   * A feed of the files of a directory that are named {@code SYMBOL_TIMEFRAME_BASIS.csv} or {@code
   * .csv.gz}, such as {@code TQQQ_5m_split.csv.gz}. The basis is {@code raw}, {@code split} or
   * {@code splitdiv}; any other word there, or none, means that the basis is unknown. Files of
   * other names are ignored.
   *
   * @throws CsvBarsException if the directory cannot be listed
   */
  public static CsvBarFeed ofDirectory(Path directory) {
    try (Stream<Path> files = Files.list(directory)) {
      List<Entry> entries = files.sorted().flatMap(file -> named(file).stream()).toList();
      return new CsvBarFeed("csv:" + directory.getFileName(), entries);
    } catch (IOException e) {
      throw new CsvBarsException(directory + ": cannot be listed; expected a directory of bars", e);
    }
  }

  private static Optional<Entry> named(Path file) {
    String name = String.valueOf(file.getFileName());
    String stem = name.endsWith(".gz") ? name.substring(0, name.length() - 3) : name;
    if (!stem.endsWith(".csv")) {
      return Optional.empty();
    }
    String[] parts = stem.substring(0, stem.length() - 4).split("_", 3);
    try {
      Timeframe timeframe = Timeframe.parse(parts.length > 1 ? parts[1] : "");
      Source source = new Source(file, parts[0], basis(parts.length > 2 ? parts[2] : ""));
      return Optional.of(new Entry(source, Optional.of(timeframe)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static PriceBasis basis(String word) {
    return switch (word.toLowerCase(Locale.ROOT)) {
      case "raw" -> PriceBasis.RAW;
      case "split" -> PriceBasis.SPLIT;
      case "splitdiv", "split-dividend" -> PriceBasis.SPLIT_DIVIDEND;
      default -> PriceBasis.UNKNOWN;
    };
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Bars fetch(BarRequest request, Deadline deadline) throws FeedException {
    List<Entry> ofSymbol =
        entries.stream().filter(entry -> entry.source().symbol().equals(request.symbol())).toList();
    if (ofSymbol.isEmpty()) {
      throw new FeedException(
          FeedException.Kind.UNKNOWN_SYMBOL, name + " has no file of " + request.symbol());
    }
    List<Bars> matching = new ArrayList<>();
    for (Entry entry : ofSymbol) {
      if (entry.mayServe(request)) {
        Bars bars = read(entry.source());
        if (bars.timeframe().equals(request.timeframe())) {
          matching.add(bars);
        }
      }
    }
    if (matching.size() != 1) {
      throw new FeedException(
          FeedException.Kind.UNSUPPORTED,
          name
              + " has "
              + (matching.isEmpty() ? "no " : "more than one series of ")
              + request.timeframe()
              + " "
              + request.basis().label()
              + " bars of "
              + request.symbol()
              + "; its files of that symbol: "
              + fileNames(ofSymbol, ", "));
    }
    return matching.getFirst().between(request.from(), request.to());
  }

  private Bars read(Source source) throws FeedException {
    try {
      return read.computeIfAbsent(source, s -> CsvBars.read(s.file(), s.symbol(), s.basis()));
    } catch (CsvBarsException e) {
      throw new FeedException(FeedException.Kind.MALFORMED, String.valueOf(e.getMessage()), e);
    }
  }

  private static String fileNames(List<Entry> entries, String separator) {
    return entries.stream().map(Entry::fileName).collect(Collectors.joining(separator));
  }
}
