/**
 * What people ask about versions and have done to them, as JSON: on one machine and of a deployed
 * stage the same questions with the same answers.
 */
@NullMarked
package io.bellwether.analyst.versions;

import org.jspecify.annotations.NullMarked;
