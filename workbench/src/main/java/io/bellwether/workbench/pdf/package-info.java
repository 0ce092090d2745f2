/**
 * Documents as PDF files, by PDFBox. Needs no font of the machine's and no display: the one font is
 * embedded.
 */
@NullMarked
package io.bellwether.workbench.pdf;

import org.jspecify.annotations.NullMarked;
