/** Sallyport: the gate and the portal in front of a hospital's images. */
@NullMarked
package org.sallyport;

import org.jspecify.annotations.NullMarked;
