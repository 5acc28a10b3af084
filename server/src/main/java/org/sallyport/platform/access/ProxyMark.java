package org.sallyport.platform.access;

import jakarta.servlet.http.HttpServletRequest;

/**
 * The mark of a request that one of the trusted proxies sent over its own connection. What only a
 * proxy may say, such as for which host a browser asked, is believed of such requests alone.
 */
public final class ProxyMark {
  /** The attribute of the request; no client can set it. */
  public static final String ATTRIBUTE = ProxyMark.class.getName();

  private ProxyMark() {}

  public static boolean is(HttpServletRequest request) {
    return Boolean.TRUE.equals(request.getAttribute(ATTRIBUTE));
  }
}
