/**
 * Export of audit events to a SIEM by syslog: in order, none lost. The messages are JSON or DICOM
 * audit messages.
 */
@ApplicationModule(
    allowedDependencies = {
      "ids",
      "crypto",
      "examination",
      "installation",
      "monitoring",
      "access",
      "events",
      "audit",
      "audit :: search",
      "account",
      "studies"
    })
@NullMarked
package org.sallyport.siem;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
