/** Keeps the index of studies current, by the archive's list of changes and by sweeps. */
package org.sallyport.portal.studies.index;
