/**
 * The HTTP layer: filter chains of the portal and of the management port, response headers, form
 * tokens, error pages, and trusted proxies.
 */
@ApplicationModule(
    allowedDependencies = {
      "examination",
      "access",
      "ids",
      "installation",
      "messages",
      "crypto",
      "database",
      "memory",
      "session",
      "sharing :: guest",
      "signin",
      "signin :: landing",
      "signin :: password"
    })
@NullMarked
package org.sallyport.web;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
