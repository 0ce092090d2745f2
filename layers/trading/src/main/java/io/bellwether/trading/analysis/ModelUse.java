package io.bellwether.trading.analysis;

import java.math.BigDecimal;

/**
 * What one question to a model took.
 *
 * @param model its id
 * @param inputTokens of the prompt
 * @param outputTokens of the answer
 * @param costUsd by the price list in force
 */
public record ModelUse(String model, long inputTokens, long outputTokens, BigDecimal costUsd) {}
