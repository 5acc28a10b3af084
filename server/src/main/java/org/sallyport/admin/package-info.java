/** For those who run the installation: the command line, and the pages to come. */
@ApplicationModule(
    allowedDependencies = {
      "ids",
      "access",
      "installation",
      "policy",
      "audit",
      "account",
      "delivery",
      "lockout",
      "secondfactor",
      "studies",
      "waysback"
    })
@NullMarked
package org.sallyport.admin;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
