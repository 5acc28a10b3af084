/**
 * DICOM objects that are published: selections of key images and reports of measurements, and how
 * they are written. What they say to programs and readers elsewhere is in English, which they say.
 */
@NamedInterface("publish.document")
package org.sallyport.portal.studies.publish.document;

import org.springframework.modulith.NamedInterface;
