/** The language that the owner of an account chooses. */
@NamedInterface("language")
package org.sallyport.gate.selfservice.language;

import org.springframework.modulith.NamedInterface;
