/** What the code of a function does on AWS, against what its role lets it do. */
@NullMarked
package io.bellwether.infrastructure.iam;

import org.jspecify.annotations.NullMarked;
