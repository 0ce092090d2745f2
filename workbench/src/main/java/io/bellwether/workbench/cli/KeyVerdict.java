package io.bellwether.workbench.cli;

/**
 * What a service says of a key.
 *
 * @param kind what it comes to
 * @param detail for people; holds no part of the key
 */
record KeyVerdict(Kind kind, String detail) {
  /** What it comes to. */
  enum Kind {
    ACCEPTED,
    REFUSED,
    /** The service could not be asked, or did not answer in a way that tells. */
    UNREACHABLE
  }

  static KeyVerdict accepted(String detail) {
    return new KeyVerdict(Kind.ACCEPTED, detail);
  }

  static KeyVerdict refused(String detail) {
    return new KeyVerdict(Kind.REFUSED, detail);
  }

  static KeyVerdict unreachable(String detail) {
    return new KeyVerdict(Kind.UNREACHABLE, detail);
  }
}
