/** A stage deployed on AWS, as its operator reaches it. */
@NullMarked
package io.bellwether.workbench.cloud.stage;

import org.jspecify.annotations.NullMarked;
