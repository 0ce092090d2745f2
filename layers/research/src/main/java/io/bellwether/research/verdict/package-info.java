/** What is left of the best of a search once luck is reckoned with, in numbers and in words. */
@NullMarked
package io.bellwether.research.verdict;

import org.jspecify.annotations.NullMarked;
