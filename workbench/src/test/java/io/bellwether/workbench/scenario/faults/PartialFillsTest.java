package io.bellwether.workbench.scenario.faults;

import static io.bellwether.workbench.scenario.faults.Books.assertAmount;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bellwether.market.Bars;
import io.bellwether.trading.event.TradingEvent.Type;
import io.bellwether.trading.order.OrderType;
import io.bellwether.workbench.exchange.ExchangeOrder;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Orders that fill in parts: the stop has the size of what is held, and there is one at most. */
@Tag("integration")
@ExtendWith(SharedCloud.Parameter.class)
class PartialFillsTest {
  private static final String CASH = "100000";

  /** In at 10:30, and down through the stop at 93.57 before noon. */
  private static final Bars STOPPED_OUT =
      Prices.hourly(
          Story.SYMBOL,
          Story.DAY_BEFORE,
          100,
          new double[] {100.5, 101, 100.5, 100, 99.5, 99.2, 99},
          new double[] {98.5, 98.4, 90, 90, 90, 90, 90});

  @Test
  void anEntryThatFillsSlowlyIsCutSoThatWhatItHasGetsItsStop(SharedCloud shared) {
    try (Story story = begin(shared, Prices.IN_AND_OUT)) {
      limitFills(story, 300);
      story.tick("10:30");
      story.minutes(1);
      assertAmount("300", story.held(Story.SYMBOL));
      assertEquals(1, story.openOrders().size(), "the rest of the entry, which has its time");
      followUpUntil(story, "11:00");

      assertAmount("300", story.held(Story.SYMBOL));
      assertEquals(1, story.openOrders().size());
      ExchangeOrder stop = story.openOrders().getFirst();
      assertEquals(OrderType.STOP, stop.type());
      assertAmount("300", stop.quantity().orElseThrow());
      assertTrue(story.told(Type.STOP_PLACED));
      assertFalse(story.told(Type.ORDER_REJECTED), "no stop beside the open entry");
      Books.assertAgreement(story, CASH);
    }
  }

  @Test
  void anExitInPartsGoesOnUntilNothingIsHeld(SharedCloud shared) {
    try (Story story = begin(shared, Prices.IN_AND_OUT)) {
      story.tick("10:30").minutes(1);
      limitFills(story, 300);
      followUpUntil(story, "11:30");
      story.tick("11:30");
      followUpUntil(story, "12:30");

      assertEquals(0, story.held(Story.SYMBOL).signum());
      assertTrue(story.openOrders().isEmpty());
      assertEquals(4, Books.trades(story).size());
      assertTrue(story.ledger().plans().open(story.account()).isEmpty());
      Books.assertAgreement(story, CASH);
    }
  }

  @Test
  void anExitCutOffByTheCloseGoesOnTheNextDay(SharedCloud shared) {
    Bars long2 =
        Prices.hourly(
            Story.SYMBOL,
            Story.DAY_BEFORE,
            100,
            new double[] {100.5, 101, 100.5, 100, 99.5, 99.2, 99},
            new double[] {99, 99, 99, 99, 98.5, 100.4, 100.4},
            new double[] {100.4, 100.4, 100.4, 100.4, 100.4, 100.4, 100.4});
    try (Story story = begin(shared, long2)) {
      story.tick("14:30").minutes(1);
      limitFills(story, 110);
      followUpUntil(story, "15:30");
      story.tick("15:30");
      followUpUntil(story, "16:01");
      BigDecimal left = story.held(Story.SYMBOL);
      assertTrue(
          left.signum() > 0 && left.compareTo(new BigDecimal("913")) < 0, () -> "left: " + left);

      Instant open = Story.at(Story.DAY.plusDays(1), "09:31");
      story.clock().moveTo(open);
      followUpUntil(story, open.plus(Duration.ofHours(1)));

      assertEquals(0, story.held(Story.SYMBOL).signum());
      assertTrue(story.openOrders().isEmpty());
      Books.assertAgreement(story, CASH);
    }
  }

  @Test
  void aStopThatFillsInPartsIsNotDoubled(SharedCloud shared) {
    try (Story story = begin(shared, STOPPED_OUT)) {
      story.tick("10:30").minutes(1);
      limitFills(story, 300);
      followUpUntil(story, "13:30");

      assertEquals(0, story.held(Story.SYMBOL).signum());
      assertTrue(story.openOrders().isEmpty());
      assertEquals(1, stops(story.exchange().orders()).size());
      Books.assertAgreement(story, CASH);
    }
  }

  private static Story begin(SharedCloud shared, Bars bars) {
    return Story.rsi2(shared).bars(bars).begin();
  }

  private static void limitFills(Story story, int shares) {
    story.exchange().limitFills(Optional.of(BigDecimal.valueOf(shares)));
  }

  private static void followUpUntil(Story story, String time) {
    followUpUntil(story, Story.at(Story.DAY, time));
  }

  /** Follows up every other minute, and finds never more for sale than is held. */
  private static void followUpUntil(Story story, Instant time) {
    while (story.clock().instant().plus(Duration.ofMinutes(2)).isBefore(time)) {
      story.clock().of(Duration.ofMinutes(1));
      story.minutes(1);
      List<ExchangeOrder> stops = stops(story.openOrders());
      assertTrue(stops.size() <= 1, () -> "two stops at " + story.clock().instant());
      BigDecimal forSale =
          stops.stream()
              .map(stop -> stop.quantity().orElseThrow().subtract(stop.filledQuantity()))
              .reduce(BigDecimal.ZERO, BigDecimal::add);
      assertTrue(forSale.compareTo(story.held(Story.SYMBOL)) <= 0, () -> "for sale: " + forSale);
    }
    if (story.clock().instant().isBefore(time)) {
      story.clock().moveTo(time);
    }
  }

  private static List<ExchangeOrder> stops(List<ExchangeOrder> orders) {
    return orders.stream().filter(order -> order.type() == OrderType.STOP).toList();
  }
}
