/**
 * Issuers elsewhere that sign people in (OpenID Connect Core, as a relying party): the hospital's
 * Entra ID, ADFS or Keycloak, or a national eID. What they prove is a first factor; ours follows,
 * unless what they say of theirs is on the list of the settings (rule 55). A person is issuer and
 * subject, never a name or an address.
 */
@ApplicationModule(
    allowedDependencies = {
      "platform.tables",
      "platform.policy",
      "platform.ids",
      "platform.access",
      "platform.crypto",
      "platform.database",
      "platform.events",
      "platform.examination",
      "platform.installation",
      "platform.monitoring",
      "platform.ratelimit",
      "gate.account",
      "gate.account :: imports",
      "gate.account :: file",
      "gate.session",
      "platform.http"
    })
package org.sallyport.gate.federation;

import org.springframework.modulith.ApplicationModule;
