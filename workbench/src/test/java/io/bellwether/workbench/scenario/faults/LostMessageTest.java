package io.bellwether.workbench.scenario.faults;

import static io.bellwether.workbench.scenario.faults.Books.assertAmount;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.bellwether.cloud.CloudException;
import io.bellwether.trading.broker.Broker;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A signal whose message is lost to the dead letters is carried out all the same. */
@Tag("integration")
@ExtendWith(SharedCloud.Parameter.class)
class LostMessageTest {
  @Test
  void aSignalReceivedWhileTheKeysAreOutOfReachIsCarriedOutLater(SharedCloud shared) {
    AtomicBoolean outage = new AtomicBoolean(true);
    try (Story story =
        Story.rsi2(shared)
            .bars(Prices.IN_AND_OUT)
            .broker(broker -> connected(broker, outage))
            .begin()) {
      assertThrows(IllegalStateException.class, () -> story.tick("10:30"), "not taken over");
      story
          .cloud()
          .sqsClient()
          .purgeQueue(request -> request.queueUrl(story.cloud().signalQueueUrl()));
      assertEquals(0, story.exchange().orders().size());

      outage.set(false);
      story.minutes(10);

      assertEquals(1, story.held(Story.SYMBOL).signum());
      assertAmount(story.held(Story.SYMBOL).toPlainString(), story.booked(Story.SYMBOL));
    }
  }

  private static Broker connected(Broker broker, AtomicBoolean outage) {
    if (outage.get()) {
      throw new CloudException("the secret could not be read");
    }
    return broker;
  }
}
