package io.bellwether.workbench.cli;

import io.bellwether.market.Bars;
import io.bellwether.research.search.Constraint;
import io.bellwether.research.search.ParameterSpace;
import io.bellwether.research.sweep.BarsMarket;
import io.bellwether.research.sweep.DataReference;
import io.bellwether.research.sweep.LocalSweep;
import io.bellwether.research.sweep.Selection;
import io.bellwether.research.sweep.SweepTask;
import io.bellwether.strategy.StrategyCatalog;
import io.bellwether.strategy.parameter.ParameterSpec;
import io.bellwether.strategy.parameter.Problem;
import io.bellwether.trading.config.StrategyVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A search as the command line asks for it, read and checked.
 *
 * @param task what all sets have in common
 * @param space the parameters that are searched
 * @param constraint which sets the strategy refuses
 * @param market the bars, history included
 * @param kind the kind of market
 * @param range the dates of the run
 * @param sweep what runs the sets
 */
record SearchSetup(
    SweepTask task,
    ParameterSpace space,
    Constraint constraint,
    BarsMarket market,
    MarketKind kind,
    RunOptions.Range range,
    LocalSweep sweep) {
  /** Reads the files and checks everything. */
  static SearchSetup of(RunOptions run, ExecutionOptions execution, SearchOptions search) {
    Selection selection = search.selection();
    int threads = search.threads();
    run.use(search.catalog());
    StrategyVersion version = run.version();
    MarketKind kind = run.market();
    ParameterSpace space = space(run.catalog(), version, search.ranges());
    requireFixedOrSearched(run.request().parameters().keySet(), space);
    SortedMap<String, String> fixed = new TreeMap<>(version.parameters());
    space.axes().forEach(axis -> fixed.remove(axis.name()));
    List<Bars> series = run.series();
    RunOptions.Range range = run.range(series, version, kind.calendar());
    SweepTask task =
        new SweepTask(
            version.strategy(),
            version.symbols(),
            version.timeframe(),
            fixed,
            space.axes().stream().map(axis -> axis.name()).toList(),
            run.assumptions(),
            references(run),
            selection);
    BarsMarket market = StudySetup.market(run, execution, version, series, range);
    Constraint constraint =
        Constraint.ofStrategy(
            run.catalog(), version.strategy(), version.symbols(), version.timeframe(), fixed);
    return new SearchSetup(
        task, space, constraint, market, kind, range, LocalSweep.on(threads).with(run.catalog()));
  }

  private static ParameterSpace space(
      StrategyCatalog catalog, StrategyVersion version, List<String> ranges) {
    List<ParameterSpec> specs = catalog.parameters(version.strategy(), version.timeframe());
    List<Problem> problems = new ArrayList<>();
    ParameterSpace space = ParameterSpace.read(specs, ranges, problems);
    if (!problems.isEmpty()) {
      throw InputException.usage(
          "--param: " + problems.stream().map(Problem::text).collect(Collectors.joining("; ")));
    }
    return space;
  }

  /** A value that is set and searched too would not be used. */
  private static void requireFixedOrSearched(Set<String> set, ParameterSpace space) {
    List<String> both =
        space.axes().stream().map(axis -> axis.name()).filter(set::contains).toList();
    if (!both.isEmpty()) {
      throw InputException.usage(
          "--set and --param both name "
              + String.join(", ", both)
              + ": fix a parameter or search it");
    }
  }

  private static List<DataReference> references(RunOptions run) {
    return run.barArguments().stream()
        .map(
            argument -> {
              int equals = argument.indexOf('=');
              String path = argument.substring(equals + 1);
              return new DataReference(
                  argument.substring(0, equals), path, run.basis().label(), sha256(Path.of(path)));
            })
        .toList();
  }

  private static String sha256(Path file) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
        in.transferTo(OutputStream.nullOutputStream());
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** What is searched, for a heading. */
  String title() {
    return "%s on %s %s, %s to %s"
        .formatted(
            task.strategy(),
            String.join(", ", task.symbols()),
            task.timeframe(),
            range.from(),
            range.to());
  }
}
