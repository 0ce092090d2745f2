/** AWS services and Discord behind the ports that the layers declare. */
@NullMarked
package io.bellwether.cloud;

import org.jspecify.annotations.NullMarked;
