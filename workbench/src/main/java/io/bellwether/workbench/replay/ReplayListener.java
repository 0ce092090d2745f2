package io.bellwether.workbench.replay;

import java.math.BigDecimal;
import java.time.LocalDate;

/** Is told how far a replay has come. */
@FunctionalInterface
public interface ReplayListener {
  /**
   * A session is over.
   *
   * @param date its date
   * @param done sessions done so far
   * @param total sessions in all
   * @param equity at its close, in US dollars
   * @param orders sent so far
   */
  void sessionOver(LocalDate date, int done, int total, BigDecimal equity, int orders);
}
