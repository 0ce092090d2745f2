/** The CDK app: what a stage of this system consists of on AWS. */
@NullMarked
package io.bellwether.infrastructure;

import org.jspecify.annotations.NullMarked;
