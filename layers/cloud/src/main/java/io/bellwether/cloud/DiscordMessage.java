package io.bellwether.cloud;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A message to a Discord channel. What exceeds Discord's limits is cut with an ellipsis when it is
 * sent; of ten embeds and 25 fields, the first are kept.
 *
 * @param content the text above the embeds; may be empty if there are embeds
 * @param embeds framed parts
 */
public record DiscordMessage(String content, List<Embed> embeds) {
  /** A message of plain text. */
  public static DiscordMessage text(String content) {
    return new DiscordMessage(content, List.of());
  }

  /**
   * A framed part of a message.
   *
   * @param title at most 256 characters
   * @param description at most 4,096 characters
   * @param colour 0xRRGGBB
   * @param fields at most 25
   * @param time shown below, in the reader's zone
   */
  public record Embed(
      String title, String description, int colour, List<Field> fields, Optional<Instant> time) {}

  /**
   * A name and a value.
   *
   * @param name at most 256 characters
   * @param value at most 1,024 characters
   */
  public record Field(String name, String value) {}
}
