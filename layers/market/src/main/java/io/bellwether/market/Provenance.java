package io.bellwether.market;

/**
 * Where a series came from: one feed and one price basis, never a mixture.
 *
 * @param feed the feed's name, such as {@code alpaca/iex} or {@code csv:TQQQ_5m.csv.gz}
 * @param basis the price basis of every bar of the series
 */
public record Provenance(String feed, PriceBasis basis) {}
