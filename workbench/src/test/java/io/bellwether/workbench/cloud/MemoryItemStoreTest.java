package io.bellwether.workbench.cloud;

import io.bellwether.cloud.dynamo.ItemStore;

/** The kit against the store in memory. */
final class MemoryItemStoreTest extends ItemStoreKit {
  private final ItemStore store = new MemoryItemStore("memory");

  @Override
  ItemStore store() {
    return store;
  }
}
