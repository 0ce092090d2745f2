package io.bellwether.workbench.exchange;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A request, taken apart.
 *
 * @param segments of the path, decoded: {@code v2}, {@code orders}, ...
 * @param query decoded; of repeated parameters the last
 * @param body as sent; empty for none
 */
record Call(String method, List<String> segments, Map<String, String> query, String body) {

  static Call of(String method, URI uri, String body) {
    List<String> segments = new ArrayList<>();
    for (String segment : uri.getRawPath().split("/")) {
      if (!segment.isEmpty()) {
        // A plus in a path is itself; URLDecoder would read a space.
        segments.add(decode(segment.replace("+", "%2B")));
      }
    }
    Map<String, String> query = new HashMap<>();
    String raw = uri.getRawQuery();
    if (raw != null) {
      for (String pair : raw.split("&")) {
        int equals = pair.indexOf('=');
        if (equals > 0) {
          query.put(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
        }
      }
    }
    return new Call(method, segments, query, body);
  }

  private static String decode(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  /** A query parameter; empty if it is missing or blank. */
  Optional<String> parameter(String name) {
    return Optional.ofNullable(query.get(name)).filter(value -> !value.isBlank());
  }

  /** The parts of a comma-separated parameter, in order, each once. */
  Set<String> list(String name) {
    Set<String> parts = new TreeSet<>();
    parameter(name).ifPresent(text -> parts.addAll(List.of(text.split(","))));
    return parts;
  }

  boolean flag(String name) {
    return parameter(name).filter("true"::equals).isPresent();
  }

  /** The path from a segment on, joined with slashes: how the APIs tell endpoints apart. */
  String from(int index) {
    return String.join("/", segments.subList(Math.min(index, segments.size()), segments.size()));
  }
}
