/** DICOM audit messages (PS3.15 A.5). */
@NullMarked
package org.sallyport.staff.siem.dicom;

import org.jspecify.annotations.NullMarked;
