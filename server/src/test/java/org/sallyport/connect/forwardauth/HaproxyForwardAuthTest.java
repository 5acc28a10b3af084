package org.sallyport.connect.forwardauth;

import org.junit.jupiter.api.Tag;

/** Behind HAProxy. */
@ForwardAuthSettings
@Tag("long")
class HaproxyForwardAuthTest extends ProxyContract {
  HaproxyForwardAuthTest() {
    super(ApplicationProxy.Kind.HAPROXY);
  }
}
