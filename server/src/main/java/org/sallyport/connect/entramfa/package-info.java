/**
 * External MFA for Microsoft Entra ID: Microsoft asks for the second factor of a sign-in to Office,
 * and is told whether it was given ("external authentication method provider reference"). No
 * session arises from it (rule 72).
 */
@ApplicationModule(
    allowedDependencies = {
      "platform.tables",
      "platform.policy",
      "platform.ids",
      "platform.access",
      "platform.access :: annotations",
      "platform.crypto",
      "platform.database",
      "platform.events",
      "platform.examination",
      "platform.installation",
      "platform.messages",
      "platform.policy :: start",
      "gate.account",
      "gate.session",
      "gate.secondfactor",
      "gate.federation",
      "gate.federation :: protocol",
      "gate.federation :: settings",
      "gate.signin",
      "gate.signin :: password",
      "gate.selfservice",
      "connect.oidc",
      "connect.oidc :: keys"
    })
package org.sallyport.connect.entramfa;

import org.springframework.modulith.ApplicationModule;
