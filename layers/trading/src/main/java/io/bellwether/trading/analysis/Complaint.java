package io.bellwether.trading.analysis;

import java.util.Optional;

/**
 * What a person is to hear of how a question was answered.
 *
 * @param what went wrong, such as a refused key
 * @param standIn the analyst that answered instead; absent if none did, and nothing came of it
 */
public record Complaint(String what, Optional<String> standIn) {}
