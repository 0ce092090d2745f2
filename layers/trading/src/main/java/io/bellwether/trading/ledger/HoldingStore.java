package io.bellwether.trading.ledger;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Holdings and the trades they ended in. */
public interface HoldingStore {
  /** Every holding of an account, flat ones too, by symbol. */
  List<Holding> of(String account);

  Optional<Holding> find(String account, String symbol);

  Holding update(Holding holding);

  /** Trades of an account with {@code from <= exitTime < to}, in order of their exits. */
  List<Trade> trades(String account, Instant from, Instant to);
}
