package io.bellwether.trading.broker;

import io.bellwether.trading.broker.Submission.Refusal;
import java.util.List;
import java.util.function.UnaryOperator;
import okhttp3.mockwebserver.MockResponse;

/** What {@link HttpBrokerKit} cannot know: how a venue says things, and can say them badly. */
public interface VenueWords {
  /** The calls that read. */
  enum Read {
    ACCOUNT,
    CLOCK,
    CALENDAR,
    POSITIONS,
    OPEN_ORDERS,
    FILLS,
    SPLITS,
    LATEST_TRADE
  }

  /** How the venue refuses an order, and what that means. */
  record Refused(String name, Refusal refusal, MockResponse answer) {
    @Override
    public String toString() {
      return name;
    }
  }

  /**
   * A change to the body of an answer.
   *
   * @param usable whether it still says what it said before; otherwise it says nothing
   */
  record Distortion(String name, boolean usable, UnaryOperator<String> body) {
    WireFault fault() {
      return WireFault.changed(name, body);
    }

    @Override
    public String toString() {
      return name + (usable ? " (usable)" : "");
    }
  }

  /** Every way in which the venue refuses an order. */
  List<Refused> refusals();

  /** Its answer to a client order id that was used before. */
  MockResponse idTaken();

  /** Answers that look like "no such order", and are not the venue's. */
  List<MockResponse> strangersNotFound();

  /** Bad answers to a request that placed, replaced or asked for one order. */
  List<Distortion> distortedOrders();

  /** Bad answers to a read. */
  List<Distortion> distorted(Read read);
}
