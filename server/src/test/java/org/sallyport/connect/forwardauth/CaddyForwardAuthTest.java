package org.sallyport.connect.forwardauth;

import org.junit.jupiter.api.Tag;

/** Behind Caddy. */
@ForwardAuthSettings
@Tag("long")
class CaddyForwardAuthTest extends ProxyContract {
  CaddyForwardAuthTest() {
    super(ApplicationProxy.Kind.CADDY);
  }
}
