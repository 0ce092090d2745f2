package io.bellwether.analyst;

import io.bellwether.trading.analysis.SessionDocument;
import java.util.List;

/**
 * What an analysis is to look at.
 *
 * @param study the strategy's version in force on bars up to the session's close
 * @param session the last session
 * @param similar sessions like it, as far as they were known at its close
 * @param news headlines and messages, which anybody may have written
 * @param trigger what asks for it: {@code schedule}, or what a person calls it; two analyses of one
 *     session by one trigger are one
 */
public record Inquiry(
    Study study,
    SessionDocument session,
    List<Recollection> similar,
    List<String> news,
    String trigger) {}
