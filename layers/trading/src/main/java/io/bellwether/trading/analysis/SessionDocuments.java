package io.bellwether.trading.analysis;

import java.time.LocalDate;
import java.util.List;

/** The session documents of each strategy, one a day. */
public interface SessionDocuments {
  /** Stores a document in the place of that of the same strategy and day, if there is one. */
  void put(SessionDocument document);

  /** Those of a strategy, both dates inclusive, in order. */
  List<SessionDocument> of(String strategy, LocalDate from, LocalDate to);
}
