/**
 * Export of audit events to a SIEM by syslog: in order, none lost. The messages are JSON or DICOM
 * audit messages.
 */
@ApplicationModule(
    allowedDependencies = {
      "platform.tables",
      "platform.ids",
      "platform.crypto",
      "platform.examination",
      "platform.installation",
      "platform.monitoring",
      "platform.access",
      "platform.events",
      "platform.events :: facts",
      "platform.audit",
      "platform.audit :: export",
      "platform.audit :: search",
      "gate.account",
      "portal.studies",
      "platform.database"
    })
package org.sallyport.staff.siem;

import org.springframework.modulith.ApplicationModule;
