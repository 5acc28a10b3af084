/** Sallyport: a two-factor authentication gateway and portal in front of a DICOMweb archive. */
@NullMarked
package org.sallyport;

import org.jspecify.annotations.NullMarked;
