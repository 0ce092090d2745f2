package io.bellwether.trading.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.bellwether.market.metric.Metric;
import io.bellwether.market.metric.Metrics;
import io.bellwether.market.time.Deadline;
import io.bellwether.trading.broker.Broker.Cancellation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MeasuredBrokerTest {
  private final Broker broker = mock();
  private final List<String> measured = new ArrayList<>();
  private final Deadline deadline = Deadline.after(() -> Instant.EPOCH, Duration.ofSeconds(1));
  private final Broker counted =
      new MeasuredBroker(
          broker,
          new Metrics() {
            @Override
            public void add(Metric metric, double value) {
              measured.add(metric.label() + " " + (int) value);
            }

            @Override
            public void note(String property, String value) {
              measured.add(property + " " + value);
            }
          });

  @Test
  void aReadIsCountedByWhetherItWasAnswered() throws BrokerException {
    when(broker.positions(any()))
        .thenReturn(List.of())
        .thenThrow(new BrokerException("no answer", false))
        .thenThrow(new IllegalStateException("bug"));
    assertEquals(List.of(), counted.positions(deadline));
    assertThrows(BrokerException.class, () -> counted.positions(deadline));
    assertThrows(IllegalStateException.class, () -> counted.positions(deadline));
    assertEquals(
        List.of(
            "BrokerSuccess 1",
            "BrokerSuccess 0",
            "brokerFailed positions",
            "BrokerSuccess 0",
            "brokerFailed positions"),
        measured);
  }

  /** A refusal is an answer; an answer that does not say is none. */
  @Test
  void aRefusalIsAnAnswer() {
    when(broker.find("a", deadline))
        .thenReturn(new Lookup.NotFound())
        .thenReturn(new Lookup.Unknown("timeout"));
    when(broker.cancel("b", deadline))
        .thenReturn(Cancellation.NOT_CANCELABLE)
        .thenReturn(Cancellation.UNKNOWN);
    when(broker.submit(any(), any()))
        .thenReturn(new Submission.Rejected(Submission.Refusal.OTHER, "no", Optional.empty()))
        .thenReturn(new Submission.Unknown("timeout"));
    for (int i = 0; i < 2; i++) {
      counted.find("a", deadline);
      counted.cancel("b", deadline);
      counted.submit(mock(), deadline);
    }
    assertEquals(
        List.of(
            "BrokerSuccess 1",
            "BrokerSuccess 1",
            "BrokerSuccess 1",
            "BrokerSuccess 0",
            "brokerFailed find",
            "BrokerSuccess 0",
            "brokerFailed cancel",
            "BrokerSuccess 0",
            "brokerFailed submit"),
        measured);
  }
}
