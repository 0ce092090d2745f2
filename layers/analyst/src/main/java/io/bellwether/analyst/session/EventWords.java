package io.bellwether.analyst.session;

import io.bellwether.strategy.Direction;
import io.bellwether.strategy.ExitReason;

/** What happened to a position, in words without dates, prices and symbols. */
final class EventWords {
  private final String mainSymbol;

  /** Words of a strategy, which say of other symbols than its main one that they are others. */
  EventWords(String mainSymbol) {
    this.mainSymbol = mainSymbol;
  }

  String entry(Direction direction, String symbol) {
    return of(direction == Direction.SHORT ? "short entry" : "entry", symbol);
  }

  String exit(ExitReason reason, String symbol) {
    String word =
        switch (reason) {
          case RULE -> "exit";
          case STOP -> "stop";
          case TARGET -> "target";
          case RISK -> "risk exit";
        };
    return of(word, symbol);
  }

  private String of(String word, String symbol) {
    return symbol.equals(mainSymbol) ? word : word + " in another symbol";
  }
}
