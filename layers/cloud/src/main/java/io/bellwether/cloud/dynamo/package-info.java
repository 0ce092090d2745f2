/** The ledger in one DynamoDB table. The keys are described in {@code docs/guide/state.md}. */
@NullMarked
package io.bellwether.cloud.dynamo;

import org.jspecify.annotations.NullMarked;
