/**
 * RADIUS: a RADIUS server asks here who may enter a network (a VPN, Wi-Fi), so that password and
 * second factor are those of the portal. Each request is answered at once; the number to approve,
 * and the question for a code, go back as a challenge (RFC 2865, section 4.4).
 */
@ApplicationModule(
    allowedDependencies = {
      "platform.policy",
      "platform.access",
      "platform.access :: keys",
      "platform.database",
      "platform.examination",
      "platform.installation",
      "platform.messages",
      "gate.account",
      "gate.account :: groups",
      "gate.directory",
      "gate.session",
      "gate.session :: answer",
      "gate.secondfactor",
      "gate.secondfactor :: view",
      "gate.signin",
      "gate.signin :: password",
      "connect.apikeys"
    })
package org.sallyport.connect.radius;

import org.springframework.modulith.ApplicationModule;
