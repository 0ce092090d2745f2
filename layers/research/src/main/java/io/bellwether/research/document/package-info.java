/**
 * A document as blocks and drawings, independent of what it is written as: one content, read in a
 * browser, on paper, or as a PDF.
 */
@NullMarked
package io.bellwether.research.document;

import org.jspecify.annotations.NullMarked;
