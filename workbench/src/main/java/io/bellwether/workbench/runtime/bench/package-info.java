/** How long functions take to start and to answer, as packaged, in Lambda's Java runtime client. */
@NullMarked
package io.bellwether.workbench.runtime.bench;

import org.jspecify.annotations.NullMarked;
