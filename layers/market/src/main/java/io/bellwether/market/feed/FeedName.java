package io.bellwether.market.feed;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The providers of bars, by the names that configurations use. */
public enum FeedName {
  TWELVE_DATA,
  ALPACA,
  FMP;

  /** The name in configurations: {@code twelve-data}, {@code alpaca}, {@code fmp}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * Reads one name.
   *
   * @throws IllegalArgumentException if there is no such feed; the message lists those there are
   */
  public static FeedName parse(String label) {
    return find(label)
        .orElseThrow(() -> new IllegalArgumentException("unknown feed '" + label + "'" + known()));
  }

  /**
   * Reads an order in which feeds are asked.
   *
   * @throws IllegalArgumentException if it is empty, names a feed twice or feeds there are not: all
   *     of them are listed
   */
  public static List<FeedName> order(List<String> labels) {
    List<String> problems = new ArrayList<>();
    List<FeedName> order = new ArrayList<>();
    for (String label : labels) {
      Optional<FeedName> feed = find(label);
      if (feed.isEmpty()) {
        problems.add("unknown feed '" + label + "'");
      } else if (order.contains(feed.get())) {
        problems.add("feed " + label + " is there twice");
      } else {
        order.add(feed.get());
      }
    }
    if (labels.isEmpty()) {
      problems.add("no feed is named");
    }
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join(", ", problems) + known());
    }
    return List.copyOf(order);
  }

  private static Optional<FeedName> find(String label) {
    return Arrays.stream(values()).filter(feed -> feed.label().equals(label)).findFirst();
  }

  private static String known() {
    return "; there are "
        + Arrays.stream(values()).map(FeedName::label).collect(Collectors.joining(", "));
  }
}
