package io.bellwether.workbench.scenario.faults;

import static io.bellwether.workbench.scenario.faults.Books.assertAmount;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A small story, in at 10:30, stop placed, out at 11:30, killed before and after every change it
 * makes anywhere. The schedule goes on as if nothing had happened; in the end the exchange and the
 * ledger stand as if nothing had.
 */
@Tag("integration")
@ExtendWith(SharedCloud.Parameter.class)
class CrashEverywhereTest {
  private static final String CASH = "100000";

  @TestFactory
  Stream<DynamicTest> endsAsIfNothingHadHappened(SharedCloud shared) {
    CrashPoint counter = CrashPoint.never();
    Books clean = play(shared, counter);
    List<String> calls = counter.calls();
    // The story itself: an entry, its stop, and the way out.
    assertEquals(
        List.of(
            "BUY 913 TQQQ MARKET DAY at -: FILLED, 913 at 98.5",
            "SELL 913 TQQQ STOP GTC at 93.57: CANCELED, 0 at -",
            "SELL 913 TQQQ MARKET DAY at -: FILLED, 913 at 100.4"),
        clean.orders());
    assertEquals(1, clean.trades().size());
    assertEquals(3, clean.told().size(), "two fills and a trade, each told once: " + clean.told());
    return IntStream.range(0, calls.size())
        .boxed()
        .flatMap(
            call ->
                Stream.of(
                    killed(shared, "before " + call, calls, call, CrashPoint.before(call), clean),
                    killed(shared, "after " + call, calls, call, CrashPoint.after(call), clean)));
  }

  /** Stored and not sent; sent and not marked. No other tick comes: the follow-up does it. */
  @ParameterizedTest
  @ValueSource(strings = {"SignalStore.create", "SignalQueue.send"})
  void theNextFollowUpDeliversASignal(String call, SharedCloud shared) {
    CrashPoint crash =
        CrashPoint.after(List.of("SignalStore.create", "SignalQueue.send").indexOf(call));
    try (Story story =
        Story.rsi2(shared)
            .bars(Prices.IN_AND_OUT)
            .ledger(crash::around)
            .queue(crash::around)
            .begin()) {
      story.to("10:30");
      survive(story, () -> story.functions().tick(story.clock().instant()));
      assertEquals(call, crash.calls().getLast());
      // Until the bar's first minute is over and the next price is known.
      story.minutes(6);

      assertAmount("913", story.held(Story.SYMBOL));
      assertTrue(story.ledger().signals().undispatched(story.account()).isEmpty());
      Books.assertAgreement(story, CASH);
    }
  }

  private static DynamicTest killed(
      SharedCloud shared,
      String when,
      List<String> calls,
      int call,
      CrashPoint crash,
      Books clean) {
    return dynamicTest(
        "killed " + when + ", " + calls.get(call),
        () -> {
          Books books = play(shared, crash);
          assertEquals(call + 1, crash.calls().size(), "the crash must have come");
          assertEquals(clean, books);
        });
  }

  private static Books play(SharedCloud shared, CrashPoint crash) {
    try (Story story =
        Story.rsi2(shared)
            .bars(Prices.IN_AND_OUT)
            .publishing()
            .ledger(crash::around)
            .queue(crash::around)
            .broker(crash::around)
            .begin()) {
      for (String tick : List.of("10:30", "11:00", "11:30", "12:00")) {
        story.to(tick);
        survive(story, () -> story.functions().tick(story.clock().instant()));
        for (int minute = 0; minute < 3; minute++) {
          survive(story, () -> story.minutes(1));
        }
      }
      Books.assertAgreement(story, CASH);
      assertTrue(story.ledger().plans().open(story.account()).isEmpty());
      assertTrue(story.openOrders().isEmpty());
      return Books.of(story);
    }
  }

  /** What is killed is started anew when it is invoked next. */
  private static void survive(Story story, Runnable invocation) {
    try {
      invocation.run();
    } catch (Crash e) {
      story.restart();
    }
  }
}
