package org.sallyport.platform.events.facts;

/**
 * The outcome of an event, as DICOM PS3.15 (A.5.2), the audit log, the security log and a SIEM tell
 * them apart.
 */
public enum Outcome {
  /** What was asked for was done. */
  SUCCESS,
  /** It was refused, or ended early. */
  REFUSED,
  /** Somebody should look at it. */
  ALERT;
}
