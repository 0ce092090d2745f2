package io.bellwether.workbench.cloud;

import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * How large items are by DynamoDB's reckoning: names and texts by their bytes in UTF-8, a number by
 * half a byte a digit and one more byte, a map or a list by three bytes and one for each element.
 */
final class MemoryItemSize {
  private MemoryItemSize() {}

  /** The bytes of an item. */
  static int of(Map<String, AttributeValue> item) {
    int bytes = 0;
    for (Map.Entry<String, AttributeValue> attribute : item.entrySet()) {
      bytes += utf8(attribute.getKey()) + of(attribute.getValue());
    }
    return bytes;
  }

  /** The bytes of a text in UTF-8. */
  static int utf8(String text) {
    int bytes = text.length();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= 0x80) {
        // Each half of a pair of surrogates counts for two of the four bytes of the pair.
        bytes += c < 0x800 || Character.isSurrogate(c) ? 1 : 2;
      }
    }
    return bytes;
  }

  private static int of(AttributeValue value) {
    if (value.s() != null) {
      return utf8(value.s());
    }
    if (value.n() != null) {
      return (value.n().length() + 1) / 2 + 1;
    }
    if (value.hasM()) {
      return 3 + value.m().size() + of(value.m());
    }
    if (value.hasL()) {
      int bytes = 3 + value.l().size();
      for (AttributeValue element : value.l()) {
        bytes += of(element);
      }
      return bytes;
    }
    return 1;
  }
}
