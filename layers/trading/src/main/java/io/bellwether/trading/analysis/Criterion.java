package io.bellwether.trading.analysis;

/**
 * One demand of the gate, and what a proposal has to show for it.
 *
 * @param key its name for programs, in kebab-case
 * @param label its name for people
 * @param passed whether it is met; never where the figure could not be computed
 * @param figure what was found, as people read it
 * @param limit what is demanded, as people read it
 * @param meaning one plain sentence
 */
public record Criterion(
    String key, String label, boolean passed, String figure, String limit, String meaning) {}
