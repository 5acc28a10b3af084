package org.sallyport.audit;

/** The installation itself (DICOM PS3.15 A.5.3.1). */
public sealed interface SystemEvent extends AuditEvent {

  record Started(String version) implements SystemEvent {}

  record Stopped() implements SystemEvent {}
}
