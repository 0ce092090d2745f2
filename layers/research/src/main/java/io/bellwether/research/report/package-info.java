/** What people and programs read about a run: tables, pictures, files. */
@NullMarked
package io.bellwether.research.report;

import org.jspecify.annotations.NullMarked;
