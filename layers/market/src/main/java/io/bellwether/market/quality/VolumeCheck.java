package io.bellwether.market.quality;

import io.bellwether.market.Bars;
import io.bellwether.market.quality.QualityIssue.Kind;
import io.bellwether.market.quality.QualityIssue.Severity;
import java.util.Locale;
import java.util.Optional;

/** How much of a series was quoted, but not traded. */
public final class VolumeCheck {
  private VolumeCheck() {}

  /**
   * One warning for all bars without volume, at the longest run of them; empty if there is none.
   */
  public static Optional<QualityIssue> check(Bars bars) {
    int zero = 0;
    int longest = 0;
    int longestFrom = 0;
    int run = 0;
    for (int i = 0; i < bars.size(); i++) {
      run = bars.volume()[i] == 0 ? run + 1 : 0;
      zero += run > 0 ? 1 : 0;
      if (run > longest) {
        longest = run;
        longestFrom = i - run + 1;
      }
    }
    if (zero == 0) {
      return Optional.empty();
    }
    String message =
        zero == bars.size()
            ? "no bar has a volume; nothing that rests on volume can be used"
            : String.format(
                Locale.ROOT,
                "%d of %d bars (%.2f %%) have no volume; the longest run is of %d, from here on",
                zero,
                bars.size(),
                100.0 * zero / bars.size(),
                longest);
    return Optional.of(
        new QualityIssue(
            Kind.ZERO_VOLUME, Severity.WARNING, bars.symbol(), bars.start(longestFrom), message));
  }
}
