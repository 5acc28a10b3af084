package org.sallyport.connect.forwardauth;

import org.junit.jupiter.api.Tag;

/** Behind Apache. */
@ForwardAuthSettings
@Tag("long")
class ApacheForwardAuthTest extends ProxyContract {
  ApacheForwardAuthTest() {
    super(ApplicationProxy.Kind.APACHE);
  }
}
