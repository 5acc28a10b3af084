package org.sallyport.studies.viewer;

/**
 * Below which paths the viewer finds what it shows.
 *
 * @param pages of studies, with a slash at the end
 * @param dicomWeb of the DICOMweb services, without one
 * @param stay a path whose request counts as use of the session; empty if the portal's own is used
 */
public record ViewerRoot(String pages, String dicomWeb, String stay) {
  static final ViewerRoot ACCOUNT = new ViewerRoot("/studies/", "/dicom-web", "");
}
