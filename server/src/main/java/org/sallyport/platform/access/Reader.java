package org.sallyport.platform.access;

/** A reader of images through the gateway: a session of an account, or one of a share. */
public sealed interface Reader permits Visitor, Guest {

  /** The root of the DICOMweb addresses that this reader uses, for example "/dicom-web/". */
  String dicomWeb();

  /** The address of this reader's list of studies, below which each study has its pages. */
  String studies();
}
