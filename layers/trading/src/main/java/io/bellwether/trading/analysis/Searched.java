package io.bellwether.trading.analysis;

/**
 * What an analyst looked at to find its proposals, whether it found any or not.
 *
 * @param sets how many parameter sets were run on the bars, proposed ones included
 * @param bounds tells the bounds they were searched in from others
 */
public record Searched(int sets, String bounds) {
  public Searched {
    if (sets < 0) {
      throw new IllegalArgumentException("at least no set was searched, not " + sets);
    }
  }
}
