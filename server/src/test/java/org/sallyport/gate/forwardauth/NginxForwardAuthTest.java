package org.sallyport.gate.forwardauth;

/** Behind nginx. */
@ForwardAuthSettings
class NginxForwardAuthTest extends ProxyContract {
  NginxForwardAuthTest() {
    super(ApplicationProxy.Kind.NGINX);
  }
}
