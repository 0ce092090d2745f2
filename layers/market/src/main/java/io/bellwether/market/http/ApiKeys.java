package io.bellwether.market.http;

/**
 * Where a client takes its key from, each time it asks: a secret store with a memory, usually.
 * Implementations are thread-safe.
 */
@FunctionalInterface
public interface ApiKeys {
  /**
   * The key as last read.
   *
   * @throws ApiKeyException if there is none, or what there is cannot be a key
   */
  ApiKey current();

  /**
   * The key read anew from its source, after a provider has refused the current one: it may have
   * been rotated. By default there is nothing to read anew.
   *
   * @throws ApiKeyException if there is none, or what there is cannot be a key
   */
  default ApiKey reread() {
    return current();
  }
}
