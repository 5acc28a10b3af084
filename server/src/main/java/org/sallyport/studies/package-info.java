/**
 * Which studies an account may see, and why. Access grants come from the numbers of physicians and
 * patients, confirmed names, groups, copies and shares; an index finds the candidate studies; the
 * archive's own response decides, on every request.
 */
@ApplicationModule(
    allowedDependencies = {
      "ids",
      "retention",
      "ratelimit",
      "access",
      "access :: annotations",
      "installation",
      "geoip",
      "messages",
      "crypto",
      "events",
      "archive",
      "archive :: dicom",
      "tracing",
      "memory",
      "account",
      "account :: groups",
      "audit"
    })
@NullMarked
package org.sallyport.studies;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
