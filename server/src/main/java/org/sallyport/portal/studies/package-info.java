/**
 * Which studies an account may see, and why. Access grants come from the numbers of physicians and
 * patients, confirmed names, groups, copies and shares; an index finds the candidate studies; the
 * archive's own response decides, on every request.
 */
@ApplicationModule(
    allowedDependencies = {
      "platform.tables",
      "platform.ids",
      "platform.ratelimit",
      "platform.access",
      "platform.access :: annotations",
      "platform.access :: pace",
      "platform.installation",
      "platform.geoip",
      "platform.messages",
      "platform.crypto",
      "platform.events",
      "portal.archive",
      "portal.archive :: dicom",
      "platform.tracing",
      "platform.memory",
      "gate.account",
      "gate.account :: contact",
      "gate.account :: groups",
      "gate.notifications",
      "gate.personaldata",
      "platform.database",
      "platform.audit"
    })
package org.sallyport.portal.studies;

import org.springframework.modulith.ApplicationModule;
