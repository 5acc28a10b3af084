/** {@code sallyport doctor}, and the part of it that each start runs. */
@ApplicationModule(
    allowedDependencies = {
      "platform.commandline",
      "platform.examination",
      "platform.policy :: start"
    })
@NullMarked
package org.sallyport.staff.doctor;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
