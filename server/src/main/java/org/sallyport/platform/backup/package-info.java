/**
 * Copies of the embedded database: a backup taken while the server runs, and its way back. What is
 * in a copy is proven by a server that was started on it.
 */
@ApplicationModule(
    allowedDependencies = {
      "platform.database",
      "platform.database :: embedded",
      "platform.crypto",
      "platform.examination",
      "platform.monitoring"
    })
package org.sallyport.platform.backup;

import org.springframework.modulith.ApplicationModule;
