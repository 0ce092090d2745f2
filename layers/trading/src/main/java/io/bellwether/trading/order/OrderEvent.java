package io.bellwether.trading.order;

/**
 * Something that happens to an order: what the broker answered, what it reported, or what this
 * system decided. Reports may come late, twice or in the wrong order.
 */
public enum OrderEvent {
  /** The broker acknowledged the order. */
  SUBMIT_CONFIRMED,
  /** The broker refused it, at once or after an acknowledgement; it will never trade. */
  SUBMIT_REJECTED,
  /** No answer, or one that does not say: the broker may or may not have it. */
  SUBMIT_UNKNOWN,
  /** The broker keeps it back until its parent has filled. */
  HELD,
  /** Its parent has filled and it is live. */
  RELEASED,
  /** A part of it traded. */
  PARTIAL_FILL,
  /** The whole of it has traded. */
  FILL,
  /** A cancel or a replacement was asked for, by this system or by a person at the broker's. */
  CANCEL_REQUESTED,
  /** The cancel or replacement asked for was refused and the order lives on. */
  CANCEL_REFUSED,
  CANCELED,
  EXPIRED,
  /** Another order took its place. */
  REPLACED,
  /** This system gave the intent up: the broker never had it, and a settling time has passed. */
  ABANDONED,
  /** This system no longer wants it, and the broker does not have it, or not yet. */
  RETRACTED,
  /** The broker reported a state this system does not know. */
  UNRECOGNISED
}
