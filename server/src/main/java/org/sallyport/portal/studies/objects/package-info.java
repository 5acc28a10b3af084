/** The DICOM objects of a study, listed and read as streams that need little memory. */
package org.sallyport.portal.studies.objects;
