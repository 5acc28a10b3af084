/** Addresses and numbers of accounts. */
@NamedInterface("contact")
package org.sallyport.gate.account.contact;

import org.springframework.modulith.NamedInterface;
