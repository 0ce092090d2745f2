package io.bellwether.market.feed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.bellwether.market.Bars;
import io.bellwether.market.PriceBasis;
import io.bellwether.market.Provenance;
import io.bellwether.market.Timeframe;
import io.bellwether.market.metric.Metric;
import io.bellwether.market.metric.Metrics;
import io.bellwether.market.time.Deadline;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MeasuredBarFeedTest {
  private static final Bars BARS =
      Bars.builder("TQQQ", Timeframe.HOUR, new Provenance("test/feed", PriceBasis.RAW)).build();
  private static final BarRequest REQUEST =
      new BarRequest(
          "TQQQ", Timeframe.HOUR, Instant.EPOCH, Instant.EPOCH.plusSeconds(3_600), PriceBasis.RAW);

  private final List<String> measured = new ArrayList<>();
  private boolean fails;

  private final BarFeed feed =
      new MeasuredBarFeed(
          new BarFeed() {
            @Override
            public String name() {
              return "test/feed";
            }

            @Override
            public Timeframe sourceTimeframe(Timeframe target) {
              return Timeframe.DAY;
            }

            @Override
            public Bars fetch(BarRequest request, Deadline deadline) throws FeedException {
              if (fails) {
                throw new FeedException(FeedException.Kind.UNAVAILABLE, "no answer");
              }
              return BARS;
            }
          },
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
  void everyAnswerCounts() throws FeedException {
    Deadline deadline = Deadline.after(() -> Instant.EPOCH, Duration.ofSeconds(1));
    assertSame(BARS, feed.fetch(REQUEST, deadline));
    fails = true;
    assertThrows(FeedException.class, () -> feed.fetch(REQUEST, deadline));
    assertEquals(
        List.of("FeedSuccess 1", "feed test/feed", "FeedSuccess 0", "feedFailed test/feed"),
        measured);
    assertEquals("test/feed", feed.name());
    assertEquals(Timeframe.DAY, feed.sourceTimeframe(Timeframe.HOUR));
  }
}
