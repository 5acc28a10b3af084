/** {@code sallyport doctor}, and the part of it that each start runs. */
@ApplicationModule(
    allowedDependencies = {
      "gate.signin :: password",
      "platform.access",
      "platform.commandline",
      "platform.database",
      "platform.database :: state",
      "platform.examination",
      "platform.policy :: start"
    })
package org.sallyport.staff.doctor;

import org.springframework.modulith.ApplicationModule;
