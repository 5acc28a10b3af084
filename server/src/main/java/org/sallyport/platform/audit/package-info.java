/** The audit log: records events in the transaction in which they happen, and queries them. */
@ApplicationModule(
    allowedDependencies = {
      "platform.tables",
      "platform.ids",
      "platform.retention",
      "platform.access",
      "platform.crypto",
      "platform.events",
      "platform.events :: facts",
      "platform.examination",
      "platform.monitoring",
      "platform.database"
    })
package org.sallyport.platform.audit;

import org.springframework.modulith.ApplicationModule;
