/**
 * DICOMweb through the gateway, at /dicom-web: GET only; each path is parsed and validated, and
 * access to each object is checked on every request.
 */
package org.sallyport.portal.studies.dicomweb;
