/**
 * SCIM 2.0 (RFC 7643, RFC 7644): an identity system makes, changes and disables accounts and keeps
 * members of groups. It touches only what it made or was given; accounts of staff are admins'
 * alone.
 */
@ApplicationModule(
    allowedDependencies = {
      "platform.tables",
      "gate.administration",
      "platform.access",
      "platform.access :: keys",
      "platform.crypto",
      "platform.database",
      "platform.events",
      "platform.ids",
      "platform.installation",
      "platform.messages",
      "gate.account",
      "gate.account :: groups",
      "connect.apikeys"
    })
package org.sallyport.connect.scim;

import org.springframework.modulith.ApplicationModule;
