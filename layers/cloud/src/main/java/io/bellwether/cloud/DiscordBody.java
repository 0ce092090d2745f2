package io.bellwether.cloud;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The JSON of one Discord message, within Discord's limits. */
final class DiscordBody {
  private static final int CONTENT = 2000;
  private static final int EMBEDS = 10;
  private static final int TITLE = 256;
  private static final int DESCRIPTION = 4096;
  private static final int FIELDS = 25;
  private static final int FIELD_NAME = 256;
  private static final int FIELD_VALUE = 1024;

  /** Of titles, descriptions, names and values of all embeds together. */
  private static final int ALL_EMBEDS = 6000;

  /** What stands for an empty field, which Discord refuses: a zero-width space. */
  private static final String NOTHING = "\u200b";

  private static final ObjectMapper JSON = new ObjectMapper();

  private int left = ALL_EMBEDS;

  private DiscordBody() {}

  /**
   * The request's body.
   *
   * @throws IllegalArgumentException if the message is empty
   */
  static String of(DiscordMessage message) {
    if (message.content().isBlank() && message.embeds().isEmpty()) {
      throw new IllegalArgumentException("a Discord message needs a text or an embed");
    }
    ObjectNode body = JSON.createObjectNode();
    if (!message.content().isBlank()) {
      body.put("content", cut(message.content(), CONTENT));
    }
    DiscordBody budget = new DiscordBody();
    ArrayNode embeds = body.putArray("embeds");
    message.embeds().stream().limit(EMBEDS).forEach(embed -> budget.add(embeds, embed));
    // Text from outside, such as news, must not be able to call people.
    body.putObject("allowed_mentions").putArray("parse");
    return body.toString();
  }

  private void add(ArrayNode embeds, DiscordMessage.Embed embed) {
    String title = spend(embed.title(), TITLE);
    String description = spend(embed.description(), DESCRIPTION);
    if (title.isEmpty() && description.isEmpty() && embed.fields().isEmpty()) {
      return;
    }
    ObjectNode json = embeds.addObject().put("color", embed.colour());
    json.put("title", title).put("description", description);
    embed.time().ifPresent(time -> json.put("timestamp", time.toString()));
    ArrayNode fields = json.putArray("fields");
    for (DiscordMessage.Field field : embed.fields().stream().limit(FIELDS).toList()) {
      if (left < 2) {
        return;
      }
      // The name leaves at least a character for the value, since neither may be empty.
      String name = spend(orNothing(field.name()), Math.min(FIELD_NAME, left - 1));
      String value = spend(orNothing(field.value()), FIELD_VALUE);
      fields.addObject().put("name", name).put("value", value).put("inline", true);
    }
  }

  private String spend(String text, int limit) {
    String kept = cut(text, Math.min(limit, left));
    left -= kept.length();
    return kept;
  }

  private static String orNothing(String text) {
    return text.isBlank() ? NOTHING : text;
  }

  /** The text, or its beginning and an ellipsis; a surrogate pair is not torn apart. */
  static String cut(String text, int limit) {
    if (text.length() <= limit) {
      return text;
    }
    if (limit <= 0) {
      return "";
    }
    int end = limit - 1;
    if (end > 0 && Character.isHighSurrogate(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(0, end) + "…";
  }
}
