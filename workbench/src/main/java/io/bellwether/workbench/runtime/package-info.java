/**
 * The packaged functions as Lambda runs them: jar and layers unpacked, in Lambda's own Java runtime
 * client, in a process of their own, against a Runtime API and AWS services on this machine.
 */
@NullMarked
package io.bellwether.workbench.runtime;

import org.jspecify.annotations.NullMarked;
