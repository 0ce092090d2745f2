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
      description =
          "Daily bars of the VIX, of which a session knows that before it. Default: sessions without"
              + " it.")
  private @Nullable Path vix;

  VixOption() {}

  /**
   * The VIX as it was known at the close of each of the file's dates, if one is named: that of the
   * date itself is published after it, so these are the closes of the rows before.
   */
  Optional<Bars> bars() {
    if (vix == null) {
      return Optional.empty();
    }
    Bars bars = BarFiles.index("--vix", vix, "VIX");
    if (!bars.timeframe().isDaily()) {
      throw InputException.data(
          "--vix %s: these are %s bars; give daily ones".formatted(vix, bars.timeframe()));
    }
    Bars.Builder known = Bars.builder(bars.symbol(), bars.timeframe(), bars.provenance());
    for (int i = 1; i < bars.size(); i++) {
      double close = bars.close()[i - 1];
      known.add(bars.start(i).toEpochMilli(), close, close, close, close, 0);
    }
    return Optional.of(known.build());
  }
}
