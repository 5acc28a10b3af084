/**
 * Shares made by people: to an account, a group or an e-mail address, and by a reference number. A
 * share never grows beyond the right of the person who gives it, and ends with the share it came
 * from.
 */
@ApplicationModule(
    allowedDependencies = {
      "ids",
      "retention",
      "ratelimit",
      "access",
      "access :: annotations",
      "installation",
      "messages",
      "geoip",
      "crypto",
      "events",
      "account",
      "archive",
      "archive :: dicom",
      "delivery",
      "session",
      "session :: open",
      "studies",
      "studies :: grants",
      "studies :: names",
      "studies :: contents",
      "studies :: list",
      "studies :: pages",
      "studies :: viewer",
      "secondfactor"
    })
@NullMarked
package org.sallyport.sharing;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
