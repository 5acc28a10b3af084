/**
 * Keeps accounts as their directories say: whoever is disabled, deleted or in no group with a role
 * there is disabled here.
 */
@NamedInterface("sync")
package org.sallyport.gate.directory.sync;

import org.springframework.modulith.NamedInterface;
