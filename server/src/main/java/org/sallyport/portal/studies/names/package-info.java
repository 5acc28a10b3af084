/**
 * Whom the studies name: physicians and patients as the index has them, and names without a number,
 * which an admin confirms as those of an account.
 */
@NamedInterface("names")
package org.sallyport.portal.studies.names;

import org.springframework.modulith.NamedInterface;
