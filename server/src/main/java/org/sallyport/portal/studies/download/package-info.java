/**
 * Downloads: a study as a ZIP of its DICOM objects, an image as PNG, a document or object as a
 * file. Everything is streamed, recorded, and ends with the session and the right.
 */
package org.sallyport.portal.studies.download;
