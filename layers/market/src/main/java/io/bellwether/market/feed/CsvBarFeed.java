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
 * Bars from files, see {@link CsvBars}. Each file is read once and kept; what a series comes from is
 * in its provenance, {@code csv:} and the file's name. Thread-safe.
 */
public final class CsvBarFeed implements BarFeed {
  private final String name;
  private final List<Source> sources;
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

  private CsvBarFeed(String name, List<Source> sources) {
    this.name = name;
    this.sources = List.copyOf(sources);
  }

  /** A feed of the files given. */
  public static CsvBarFeed ofFiles(List<Source> sources) {
    return new CsvBarFeed(
        sources.stream()
            .map(source -> String.valueOf(source.file().getFileName()))
            .collect(Collectors.joining(",", "csv:", "")),
        sources);
  }

  /**
   * A feed of the files of a directory that are named {@code SYMBOL_TIMEFRAME_BASIS.csv} or {@code
   * .csv.gz}, such as {@code TQQQ_5m_split.csv.gz}. The basis is {@code raw}, {@code split} or {@code
   * splitdiv}; any other word there, or none, means that the basis is unknown. Files of other names
   * are ignored.
   *
   * @throws CsvBarsException if the directory cannot be listed
   */
  public static CsvBarFeed ofDirectory(Path directory) {
    try (Stream<Path> files = Files.list(directory)) {
      List<Source> sources = files.sorted().flatMap(file -> named(file).stream()).toList();
      return new CsvBarFeed("csv:" + directory.getFileName(), sources);
    } catch (IOException e) {
      throw new CsvBarsException(directory + ": cannot be listed; expected a directory of bars", e);
    }
  }

  private static Optional<Source> named(Path file) {
    String name = String.valueOf(file.getFileName());
    String stem = name.endsWith(".gz") ? name.substring(0, name.length() - 3) : name;
    if (!stem.endsWith(".csv")) {
      return Optional.empty();
    }
    String[] parts = stem.substring(0, stem.length() - 4).split("_", 3);
    try {
      Timeframe.parse(parts.length > 1 ? parts[1] : "");
      return Optional.of(new Source(file, parts[0], basis(parts.length > 2 ? parts[2] : "")));
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
    List<Bars> ofSymbol = new ArrayList<>();
    for (Source source : sources) {
      if (source.symbol().equals(request.symbol())) {
        ofSymbol.add(read(source));
      }
    }
    if (ofSymbol.isEmpty()) {
      throw new FeedException(
          FeedException.Kind.UNKNOWN_SYMBOL, name + " has no file of " + request.symbol());
    }
    List<Bars> matching =
        ofSymbol.stream()
            .filter(bars -> bars.timeframe().equals(request.timeframe()))
            .filter(bars -> bars.provenance().basis() == request.basis())
            .toList();
    if (matching.size() != 1) {
      throw new FeedException(FeedException.Kind.UNSUPPORTED, ambiguous(request, matching, ofSymbol));
    }
    return matching.getFirst().between(request.from(), request.to());
  }

  private Bars read(Source source) throws FeedException {
    try {
      return read.computeIfAbsent(
          source, s -> CsvBars.read(s.file(), s.symbol(), s.basis()));
    } catch (CsvBarsException e) {
      throw new FeedException(FeedException.Kind.MALFORMED, String.valueOf(e.getMessage()), e);
    }
  }

  private String ambiguous(BarRequest request, List<Bars> matching, List<Bars> ofSymbol) {
    String wanted =
        request.timeframe() + " " + request.basis().label() + " bars of " + request.symbol();
    if (matching.isEmpty()) {
      return name + " has no " + wanted + ", only " + files(ofSymbol);
    }
    return name + " has more than one series of " + wanted + ": name one of " + files(matching);
  }

  private static String files(List<Bars> series) {
    return series.stream()
        .map(bars -> bars.provenance().feed().substring("csv:".length()))
        .collect(Collectors.joining(", "));
  }
}
