/**
 * Reports: structured reports (DICOM PS3.3 section C.17) as pages made of their content sequence,
 * selections of key objects, and encapsulated documents as files. What is too deep, too large or
 * malformed is said to be unreadable; nothing is shown in part.
 */
package org.sallyport.portal.studies.reports;
