package io.bellwether.trading.ledger;

import io.bellwether.trading.order.OrderPurpose;
import io.bellwether.trading.order.Side;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;

/**
 * A rule that refused an order: who, what, why and when. There is one for each intent and rule,
 * however often the intent is tried.
 *
 * @param clientOrderId the id the order would have had
 * @param rule the name of the rule, such as {@code kill-switch}
 * @param account the account
 * @param strategy the strategy that owns it
 * @param signalId the signal the order is of
 * @param profile the risk profile
 * @param purpose what the order was for
 * @param symbol its symbol
 * @param side buy or sell
 * @param quantity shares
 * @param message what was refused and why, for people
 * @param figures what the rule reckoned, by name
 * @param mayPass whether the order may have been let through later
 * @param time when it was refused first
 */
public record RiskRefusal(
    String clientOrderId,
    String rule,
    String account,
    String strategy,
    String signalId,
    String profile,
    OrderPurpose purpose,
    String symbol,
    Side side,
    BigDecimal quantity,
    String message,
    Map<String, BigDecimal> figures,
    boolean mayPass,
    Instant time) {}
