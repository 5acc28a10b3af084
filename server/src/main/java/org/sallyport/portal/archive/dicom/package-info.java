/** What the archive says of a study, as values of DICOM attributes (PS3.3, PS3.6). */
@NamedInterface("dicom")
package org.sallyport.portal.archive.dicom;

import org.springframework.modulith.NamedInterface;
