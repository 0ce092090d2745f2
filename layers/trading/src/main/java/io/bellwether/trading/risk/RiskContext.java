package io.bellwether.trading.risk;

import io.bellwether.strategy.StopLoss;
import io.bellwether.trading.broker.AccountSnapshot;
import io.bellwether.trading.broker.BrokerPosition;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * What a risk check knows.
 *
 * @param state the account's risk state
 * @param account the broker's account, read in this invocation
 * @param positions the broker's positions, read in this invocation
 * @param mainSymbol the strategy's main symbol; any other symbol of it is a hedge
 * @param price the price the order is reckoned with, in US dollars: the one its size was computed
 *     with, so that the market's move since then is no breach of a weight
 * @param stopLoss the stop the position is to have
 */
public record RiskContext(
    RiskState state,
    AccountSnapshot account,
    List<BrokerPosition> positions,
    String mainSymbol,
    BigDecimal price,
    Optional<StopLoss> stopLoss) {}
