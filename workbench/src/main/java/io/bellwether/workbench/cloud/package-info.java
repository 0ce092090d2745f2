/** The AWS services the functions use, inside this process. */
@NullMarked
package io.bellwether.workbench.cloud;

import org.jspecify.annotations.NullMarked;
