/**
 * What follows from each event: the one receiver of all of them. It calls other modules, and none
 * calls it.
 */
@ApplicationModule(
    allowedDependencies = {
      "platform.access",
      "platform.ids",
      "platform.events",
      "platform.audit",
      "platform.monitoring",
      "gate.session",
      "gate.trustedbrowser",
      "gate.notifications",
      "gate.secondfactor",
      "gate.secondfactor :: approval",
      "gate.secondfactor :: enrollment",
      "gate.secondfactor :: written",
      "gate.accountrecovery",
      "gate.accountrecovery :: reset",
      "gate.selfservice",
      "portal.sharing"
    })
package org.sallyport.edge.consequences;

import org.springframework.modulith.ApplicationModule;
