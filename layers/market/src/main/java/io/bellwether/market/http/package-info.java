/** Reading over HTTP within a deadline: bounded retries, rate limits, no secrets in messages. */
@NullMarked
package io.bellwether.market.http;

import org.jspecify.annotations.NullMarked;
