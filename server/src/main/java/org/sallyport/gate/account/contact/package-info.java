/** Addresses and numbers of accounts. */
@NamedInterface("contact")
@NullMarked
package org.sallyport.gate.account.contact;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
