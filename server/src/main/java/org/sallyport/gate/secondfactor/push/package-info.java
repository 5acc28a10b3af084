/**
 * Sallyport Authenticator: a phone whose key signs every answer. The phone is linked by a secret
 * shown on the settings page; a request is approved with a number that only the sign-in page shows.
 * The protocol is described in docs/app-protocol.md.
 */
@ApplicationModule(
    allowedDependencies = {
      "platform.tables",
      "platform.ids",
      "platform.examination",
      "platform.background",
      "platform.monitoring",
      "platform.tracing",
      "platform.access",
      "platform.access :: annotations",
      "platform.installation",
      "platform.messages",
      "platform.geoip",
      "platform.policy :: start",
      "platform.crypto",
      "platform.events",
      "gate.account",
      "gate.lockout",
      "gate.session",
      "gate.session :: history",
      "gate.secondfactor",
      "gate.secondfactor :: approval",
      "gate.secondfactor :: enrollment",
      "platform.database",
      "platform.crypto :: push",
      "platform.http"
    })
package org.sallyport.gate.secondfactor.push;

import org.springframework.modulith.ApplicationModule;
