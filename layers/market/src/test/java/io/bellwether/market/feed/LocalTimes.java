package io.bellwether.market.feed;

import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.regex.Pattern;

/** Changes the local times in a provider's answer. */
final class LocalTimes {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

  private LocalTimes() {}

  /** The body with every time of a field moved. */
  static String shifted(String body, String field, int minutes) {
    return Pattern.compile("\"" + field + "\":\"([^\"]{19})\"")
        .matcher(body)
        .replaceAll(
            found ->
                "\"%s\":\"%s\""
                    .formatted(
                        field,
                        TIME.format(
                            LocalDateTime.parse(found.group(1), TIME).plusMinutes(minutes))));
  }
}
