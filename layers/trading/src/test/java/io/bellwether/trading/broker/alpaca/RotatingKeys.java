package io.bellwether.trading.broker.alpaca;

import io.bellwether.market.http.ApiKey;
import io.bellwether.market.http.ApiKeys;

/** Keys that are other ones each time they are read: {@code KEY-NUMBER-1}, then 2, and so on. */
final class RotatingKeys implements ApiKeys {
  private int number = 1;

  @Override
  public ApiKey current() {
    return new ApiKey("KEY-NUMBER-" + number, "s".repeat(20));
  }

  @Override
  public ApiKey reread() {
    number++;
    return current();
  }
}
