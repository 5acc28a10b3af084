/** Codes on paper: recovery codes and activation codes. */
@NamedInterface("written")
package org.sallyport.gate.secondfactor.written;

import org.springframework.modulith.NamedInterface;
