/**
 * Which studies an account may see, and why. Grounds come from physician numbers, confirmed names
 * and shares; an index says which studies may be meant; what the archive itself answers decides, on
 * every request.
 */
@ApplicationModule(
    allowedDependencies = {
      "ids",
      "retention",
      "access",
      "installation",
      "crypto",
      "audit",
      "account",
      "archive"
    })
@NullMarked
package org.sallyport.studies;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
