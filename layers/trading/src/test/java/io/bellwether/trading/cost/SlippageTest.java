package io.bellwether.trading.cost;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bellwether.trading.order.Side;
import java.lang.reflect.Method;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SlippageTest {
  private static final BigDecimal PRICE = new BigDecimal("81.25");

  /** Ten thousand shares are a hundredth of a day's volume, whose root is a tenth. */
  private static final MarketConditions CONDITIONS = new MarketConditions(1_000_000, 0.02, 0.0008);

  @Test
  void isAlwaysAgainstTheOrder() {
    assertEquals(new BigDecimal("81.266250"), Slippage.DEFAULT.fillPrice(Side.BUY, PRICE));
    assertEquals(new BigDecimal("81.233750"), Slippage.DEFAULT.fillPrice(Side.SELL, PRICE));
  }

  @Test
  void noneIsTheVeryPrice() {
    assertEquals(0, PRICE.compareTo(Slippage.NONE.fillPrice(Side.BUY, PRICE)));
    assertEquals(0, PRICE.compareTo(Slippage.NONE.fillPrice(Side.SELL, PRICE)));
    assertEquals(
        81.25, Slippage.NONE.fillPrice(Side.SELL, 81.25, 100, MarketConditions.UNKNOWN), 0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-0.1", "10000"})
  void aGainOrTheWholePriceIsRefused(String bps) {
    assertThrows(IllegalArgumentException.class, () -> new BpsSlippage(new BigDecimal(bps)));
  }

  /** Reckoned by hand, for 10,000 units. */
  @ParameterizedTest
  @CsvSource({
    "none,                     50,  0",
    "2,                        50,  0.01",
    "bps:2,                    50,  0.01",
    "bps:0.5,                  50,  0.0025",
    "ticks:1,                  50,  0.01",
    "ticks:3,                  50,  0.03",
    "ticks:2,                  0.5, 0.0002",
    "ticks:2@0.10,             0.5, 0.2",
    // half of 3 bps of 50
    "spread:3bps,              50,  0.0075",
    "spread:0.01,              50,  0.005",
    // half of 0.0008 of 50
    "spread:estimate,          50,  0.02",
    // 50 x 0.8 x 0.02 x 0.1 and 2 bps of 50
    "impact:0.8,               50,  0.09",
    "impact:0.8+spread:0.01,   50,  0.085",
    "impact:1+spread:estimate, 50,  0.12",
    "impact:0+spread:0,        50,  0",
  })
  void slipsAsReckonedByHand(String text, double price, double distance) {
    Slippage slippage = SlippageText.parse(text);
    assertEquals(price + distance, slippage.fillPrice(Side.BUY, price, 10_000, CONDITIONS), 1e-12);
    assertEquals(price - distance, slippage.fillPrice(Side.SELL, price, 10_000, CONDITIONS), 1e-12);
  }

  @Test
  void fourTimesTheSizeIsTwiceTheImpact() {
    Slippage impact = SlippageText.parse("impact:0.8+spread:0");
    double one = impact.fillPrice(Side.BUY, 50, 2_500, CONDITIONS) - 50;
    double four = impact.fillPrice(Side.BUY, 50, 10_000, CONDITIONS) - 50;
    assertEquals(2 * one, four, 1e-12);
  }

  /** With one, the interface and the class of its constants would initialize each other. */
  @Test
  void theInterfaceHasNoDefaultMethods() {
    assertTrue(Arrays.stream(Slippage.class.getMethods()).noneMatch(Method::isDefault));
  }

  @Test
  void aSaleIsNeverPaidFor() {
    Slippage ticks = SlippageText.parse("ticks:9@1");
    assertEquals(0, ticks.fillPrice(Side.SELL, 5, 1, MarketConditions.UNKNOWN), 0);
  }

  @ParameterizedTest
  @CsvSource({
    "none, false",
    "2, false",
    "ticks:1, false",
    "spread:3bps, false",
    "spread:0.01, false",
    "spread:estimate, true",
    "impact:0.8, true",
  })
  void conditionsThatAreNeededMustBeKnown(String text, boolean needed) {
    Slippage slippage = SlippageText.parse(text);
    assertEquals(needed, slippage.needsConditions());
    if (needed) {
      assertThrows(
          IllegalArgumentException.class,
          () -> slippage.fillPrice(Side.BUY, 50, 1, MarketConditions.UNKNOWN));
    } else {
      assertTrue(slippage.fillPrice(Side.BUY, 50, 1, MarketConditions.UNKNOWN) >= 50);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "none, none",
    "0, none",
    "2, bps:2",
    "bps:1.50, bps:1.50",
    "ticks:1, ticks:1",
    "ticks:1@0.10, ticks:1@0.10",
    "spread:3bps, spread:3bps",
    "spread:0.010, spread:0.01",
    "spread:estimate, spread:estimate",
    "impact:0.80, impact:0.8",
    "impact:1+spread:4bps, impact:1",
    "impact:1+spread:20bps, impact:1+spread:20bps",
    "impact:1+spread:estimate, impact:1+spread:estimate",
  })
  void itsTextReadsBackAsTheSame(String text, String canonical) {
    Slippage slippage = SlippageText.parse(text);
    assertEquals(canonical, slippage.text());
    assertEquals(slippage, SlippageText.parse(slippage.text()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "nothing",
        "-1",
        "2bps",
        "1e2",
        "bps:",
        "ticks:1.5",
        "ticks:-1",
        "ticks:99999999999",
        "ticks:1@",
        "spread:",
        "spread:bps",
        "spread:3 bps",
        "spread:-0.01",
        "impact:",
        "impact:x",
        "impact:1+2",
        "impact:1+ticks:1",
        "slide:3"
      })
  void whatIsNoSlippageIsAnErrorThatListsTheForms(String text) {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> SlippageText.parse(text));
    assertTrue(e.getMessage().startsWith("'" + text + "' is no slippage: "), e.getMessage());
    assertTrue(e.getMessage().contains(SlippageText.FORMS), e.getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"10000", "bps:10000", "spread:10000bps", "ticks:1@0"})
  void amountsWithoutMeaningAreRefused(String text) {
    assertThrows(IllegalArgumentException.class, () -> SlippageText.parse(text));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 20261121})
  void theDoubleIsTheExactFill(long seed) {
    Random random = new Random(seed);
    for (int run = 0; run < 2_000; run++) {
      BigDecimal bps = BigDecimal.valueOf(random.nextInt(1_000_000), 2);
      BigDecimal price = BigDecimal.valueOf(1 + random.nextInt(100_000_000), 4);
      BpsSlippage slippage = new BpsSlippage(bps);
      for (Side side : Side.values()) {
        double exact = slippage.fillPrice(side, price).doubleValue();
        double near = slippage.fillPrice(side, price.doubleValue(), 1, MarketConditions.UNKNOWN);
        assertEquals(
            exact,
            near,
            price.doubleValue() * 1e-15,
            side + " " + price + " " + bps + ", seed " + seed);
      }
    }
  }

  @Test
  void aLargeShareOfABarsVolumeIsDoubtful() {
    ParticipationLimit tenth = ParticipationLimit.DEFAULT;
    assertTrue(tenth.isExceeded(101, 1_000));
    assertTrue(!tenth.isExceeded(100, 1_000));
    assertTrue(tenth.isExceeded(1, 0));
    assertThrows(IllegalArgumentException.class, () -> new ParticipationLimit(0));
  }
}
