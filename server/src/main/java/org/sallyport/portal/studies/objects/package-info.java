/** The DICOM objects of a study, listed and read as streams that need little memory. */
@NullMarked
package org.sallyport.portal.studies.objects;

import org.jspecify.annotations.NullMarked;
