/** What every Lambda function here has in common. */
@NullMarked
package io.bellwether.cloud.lambda;

import org.jspecify.annotations.NullMarked;
