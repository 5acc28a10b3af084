/** DICOM audit messages (PS3.15 A.5). */
package org.sallyport.staff.siem.dicom;
