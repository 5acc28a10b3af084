/** Codes on paper: recovery codes and activation codes. */
@NamedInterface("written")
@NullMarked
package org.sallyport.secondfactor.written;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
