/** DICOM audit messages (PS3.15 A.5). */
@NullMarked
package org.sallyport.siem.dicom;

import org.jspecify.annotations.NullMarked;
