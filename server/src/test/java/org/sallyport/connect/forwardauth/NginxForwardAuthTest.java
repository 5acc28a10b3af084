package org.sallyport.connect.forwardauth;

/** Behind nginx. */
@ForwardAuthSettings
class NginxForwardAuthTest extends ProxyContract {
  NginxForwardAuthTest() {
    super(ApplicationProxy.Kind.NGINX);
  }
}
