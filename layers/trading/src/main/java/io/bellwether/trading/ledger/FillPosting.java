package io.bellwether.trading.ledger;

import io.bellwether.trading.order.Fill;
import io.bellwether.trading.order.OrderRecord;
import java.util.Optional;

/**
 * Everything one fill changes, written as one transaction or not at all.
 *
 * @param fill the execution, new to the ledger
 * @param order the order with the fill counted in
 * @param holding the holding after the fill
 * @param trade the trade it closed, if it was an exit
 */
public record FillPosting(Fill fill, OrderRecord order, Holding holding, Optional<Trade> trade) {}
