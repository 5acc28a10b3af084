/** Reads DICOM JSON of any size within limits on memory. */
package org.sallyport.portal.archive.json;
