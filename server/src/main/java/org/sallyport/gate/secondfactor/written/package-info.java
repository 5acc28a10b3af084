/** Codes on paper: recovery codes and activation codes. */
@NamedInterface("written")
@NullMarked
package org.sallyport.gate.secondfactor.written;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
