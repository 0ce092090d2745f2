package io.bellwether.market.feed;

import io.bellwether.market.http.ApiKey;
import io.bellwether.market.http.ApiKeys;

/** A key that was rotated after it was read: the old one, until it is read anew. */
final class Rotation implements ApiKeys {
  private final String old;
  private final String fresh;
  private int rereads;

  Rotation(String old, String fresh) {
    this.old = old;
    this.fresh = fresh;
  }

  @Override
  public ApiKey current() {
    return ApiKey.of(rereads == 0 ? old : fresh);
  }

  @Override
  public ApiKey reread() {
    rereads++;
    return current();
  }

  int rereads() {
    return rereads;
  }
}
