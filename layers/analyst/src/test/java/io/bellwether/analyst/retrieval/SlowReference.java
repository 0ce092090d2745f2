package io.bellwether.analyst.retrieval;

import io.bellwether.trading.analysis.SessionDocument;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** The cosine of TF-IDF vectors, as a textbook has it. */
final class SlowReference {
  private SlowReference() {}

  static double cosine(SessionDocument left, SessionDocument right, List<SessionDocument> past) {
    Set<String> ours = SessionTerms.of(left);
    Set<String> theirs = SessionTerms.of(right);
    Collection<String> both = ours.stream().filter(theirs::contains).toList();
    return squares(both, past) / Math.sqrt(squares(ours, past) * squares(theirs, past));
  }

  private static double squares(Collection<String> terms, List<SessionDocument> past) {
    double sum = 0;
    for (String term : terms) {
      long having = past.stream().filter(one -> SessionTerms.of(one).contains(term)).count();
      sum += Math.pow(Math.log(1 + (double) past.size() / Math.max(1, having)), 2);
    }
    return sum;
  }
}
