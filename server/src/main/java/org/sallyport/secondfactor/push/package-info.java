/**
 * Sallyport Authenticator: a phone whose key signs every answer. The phone is linked by a secret
 * shown on the settings page; a request is approved with a number that only the sign-in page shows.
 * The protocol is described in docs/app-protocol.md.
 */
@ApplicationModule(
    allowedDependencies = {
      "ids",
      "examination",
      "background",
      "monitoring",
      "tracing",
      "retention",
      "access",
      "access :: annotations",
      "installation",
      "messages",
      "geoip",
      "policy :: start",
      "crypto",
      "events",
      "account",
      "lockout",
      "session",
      "session :: history",
      "secondfactor",
      "secondfactor :: approval",
      "secondfactor :: enrollment"
    })
@NullMarked
package org.sallyport.secondfactor.push;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
