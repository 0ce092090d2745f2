package io.bellwether.trading.broker.alpaca;

/**
 * Where the key pair comes from. It is read before the first call and again after Alpaca has
 * refused a pair, so that a rotated key needs no restart.
 */
@FunctionalInterface
public interface AlpacaCredentialSource {
  /**
   * Reads the pair afresh, not from a cache.
   *
   * @throws RuntimeException if it cannot be read; the call it was needed for is then not sent
   */
  AlpacaCredentials read();
}
