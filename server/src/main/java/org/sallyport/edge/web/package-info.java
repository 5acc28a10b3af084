/**
 * The HTTP layer: filter chains of the portal and of the management port, response headers, form
 * tokens, error pages, and trusted proxies.
 */
@ApplicationModule(
    allowedDependencies = {
      "platform.examination",
      "platform.access",
      "platform.access :: annotations",
      "gate.selfservice :: language",
      "platform.access :: keys",
      "platform.ids",
      "platform.installation",
      "platform.messages",
      "platform.crypto",
      "platform.database",
      "platform.memory",
      "platform.monitoring",
      "gate.session",
      "connect.oidc :: clients",
      "connect.oidc :: grants",
      "connect.oidc :: protocol",
      "portal.sharing :: guest",
      "connect.apikeys",
      "gate.signin",
      "gate.signin :: landing",
      "gate.signin :: password",
      "platform.http"
    })
package org.sallyport.edge.web;

import org.springframework.modulith.ApplicationModule;
