/**
 * What follows from each event: the one receiver of all of them. It calls other modules, and none
 * calls it.
 */
@ApplicationModule(
    allowedDependencies = {
      "access",
      "events",
      "audit",
      "monitoring",
      "session",
      "trustedbrowser",
      "notifications",
      "secondfactor",
      "secondfactor :: approval",
      "secondfactor :: enrollment",
      "secondfactor :: written",
      "accountrecovery",
      "accountrecovery :: reset",
      "selfservice",
      "sharing"
    })
@NullMarked
package org.sallyport.consequences;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
