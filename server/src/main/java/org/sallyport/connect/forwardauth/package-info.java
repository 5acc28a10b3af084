/**
 * Forward-auth: the proxy of an application asks here about each request (nginx {@code
 * auth_request}, Caddy {@code forward_auth} and others), so that an application without a sign-in
 * of its own is behind that of the portal.
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
      "gate.account",
      "gate.account :: groups",
      "gate.session",
      "gate.secondfactor",
      "gate.selfservice",
      "connect.oidc",
      "connect.oidc :: keys",
      "connect.oidc :: own",
      "connect.oidc :: request",
      "platform.http"
    })
package org.sallyport.connect.forwardauth;

import org.springframework.modulith.ApplicationModule;
