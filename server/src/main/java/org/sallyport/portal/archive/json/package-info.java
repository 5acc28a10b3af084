/** Reads DICOM JSON of any size within limits on memory. */
@NullMarked
package org.sallyport.portal.archive.json;

import org.jspecify.annotations.NullMarked;
