/** Keeps the index of studies current, by the archive's list of changes and by sweeps. */
@NullMarked
package org.sallyport.portal.studies.index;

import org.jspecify.annotations.NullMarked;
