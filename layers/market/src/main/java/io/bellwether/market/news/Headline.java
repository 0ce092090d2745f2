package io.bellwether.market.news;

import java.time.Instant;

/**
 * A piece of news. Title and source are text that anybody may have written, cut but not cleaned.
 *
 * @param at when it was published
 * @param source who published it; empty if that is not said
 * @param title its headline, at most 300 characters
 */
public record Headline(Instant at, String source, String title) {
  private static final int LONGEST = 300;

  public Headline {
    source = cut(source.strip());
    title = cut(title.strip());
    if (title.isEmpty()) {
      throw new IllegalArgumentException("a headline without a title is none");
    }
  }

  private static String cut(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST);
  }
}
