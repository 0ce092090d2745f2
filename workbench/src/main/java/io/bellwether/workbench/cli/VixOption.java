package io.bellwether.workbench.cli;

import io.bellwether.market.Bars;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option {@code --vix}: what the market expected to move, beside what it did. */
final class VixOption {
  @Option(
      names = "--vix",
      paramLabel = "FILE",
      description = "Daily bars of the VIX. Default: sessions without it.")
  private @Nullable Path vix;

  VixOption() {}

  /** The bars of the file, if one is named. */
  Optional<Bars> bars() {
    if (vix == null) {
      return Optional.empty();
    }
    Bars bars = BarFiles.index("--vix", vix, "VIX");
    if (!bars.timeframe().isDaily()) {
      throw InputException.data(
          "--vix %s: these are %s bars; give daily ones".formatted(vix, bars.timeframe()));
    }
    return Optional.of(bars);
  }
}
