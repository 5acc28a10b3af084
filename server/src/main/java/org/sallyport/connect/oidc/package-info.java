/**
 * The OpenID provider: applications sign people in with their account here (OpenID Connect Core,
 * OAuth 2.0). Spring Security's authorization server speaks the protocol of tokens and clients;
 * what is kept, what a sign-in must prove, and the pages are here.
 */
@ApplicationModule(
    allowedDependencies = {
      "platform.tables",
      "platform.ids",
      "platform.access",
      "platform.access :: annotations",
      "platform.crypto",
      "platform.database",
      "platform.examination",
      "platform.events",
      "platform.installation",
      "platform.messages",
      "platform.policy :: start",
      "platform.ratelimit",
      "gate.account",
      "gate.account :: groups",
      "gate.session",
      "gate.secondfactor",
      "gate.signin :: landing",
      "gate.selfservice",
      "platform.http"
    })
package org.sallyport.connect.oidc;

import org.springframework.modulith.ApplicationModule;
