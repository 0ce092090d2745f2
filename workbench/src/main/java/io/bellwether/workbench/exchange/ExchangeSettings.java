package io.bellwether.workbench.exchange;

import io.bellwether.market.PriceStep;
import io.bellwether.trading.cost.BpsSlippage;
import io.bellwether.trading.cost.CostModel;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;

/**
 * How the exchange behaves.
 *
 * @param cash the cash it starts with
 * @param costs what trading costs beside the price
 * @param slippage how much worse market orders and stops fill
 * @param priceStep the grid of prices accepted in orders
 * @param marginMultiplier 1 is a cash account
 * @param fractional whether fractions of a share and amounts of money may be ordered
 * @param marketWindow how long after a bar's first trade market orders still get its open
 * @param settle how long after it high and low are shown to the resting orders
 * @param largestFill the most shares one order fills in one bar; empty for no limit
 */
record ExchangeSettings(
    BigDecimal cash,
    CostModel costs,
    BpsSlippage slippage,
    PriceStep priceStep,
    int marginMultiplier,
    boolean fractional,
    Duration marketWindow,
    Duration settle,
    Optional<BigDecimal> largestFill) {}
