/** Reference numbers: a number and the patient's birth date add a study to an account's list. */
@NamedInterface("reference")
package org.sallyport.portal.sharing.reference;

import org.springframework.modulith.NamedInterface;
