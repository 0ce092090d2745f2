/** Metrics as CloudWatch reads them out of the log. */
@NullMarked
package io.bellwether.cloud.metrics;

import org.jspecify.annotations.NullMarked;
