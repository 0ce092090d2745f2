package io.bellwether.research.sweep;

/**
 * The daily returns of one trial.
 *
 * @param trial the trial
 * @param returns one per day of the run, not to be written to
 */
@SuppressWarnings(
    "ArrayRecordComponent") // Thousands of days each; copying them is what a sweep cannot afford.
public record ReturnRow(Trial trial, double[] returns) {}
