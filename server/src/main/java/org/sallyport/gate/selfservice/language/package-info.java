/** The language that the owner of an account chooses. */
@NamedInterface("language")
@NullMarked
package org.sallyport.gate.selfservice.language;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
