/** Reference numbers: a number and the patient's birth date add a study to an account's list. */
@NamedInterface("reference")
@NullMarked
package org.sallyport.portal.sharing.reference;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
