package io.bellwether.analyst.retrieval;

import io.bellwether.analyst.Recollection;
import java.util.List;

/**
 * Sessions that were found.
 *
 * @param sessions the most similar first; of equally similar ones the latest
 * @param regime which sessions were searched: the narrowest regime that has as many as asked for
 */
public record Retrieval(List<Recollection> sessions, Regime regime) {
  public Retrieval {
    sessions = List.copyOf(sessions);
  }
}
