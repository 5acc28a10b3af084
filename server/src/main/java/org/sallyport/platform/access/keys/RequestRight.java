package org.sallyport.platform.access.keys;

import jakarta.servlet.http.HttpServletRequest;
import java.util.function.BooleanSupplier;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;

/**
 * What lets a request in besides its session, such as an access token. A response that runs on is
 * asked for it again (rule 58).
 */
public final class RequestRight {
  private static final String NAME = RequestRight.class.getName();

  private RequestRight() {}

  /**
   * Notes it.
   *
   * @param right whether it lasts; called on other threads
   */
  public static void set(HttpServletRequest request, BooleanSupplier right) {
    request.setAttribute(NAME, right);
  }

  /** That of the request which this thread answers. */
  public static BooleanSupplier current() {
    RequestAttributes request = RequestContextHolder.getRequestAttributes();
    return request != null
            && request.getAttribute(NAME, RequestAttributes.SCOPE_REQUEST)
                instanceof BooleanSupplier right
        ? right
        : () -> true;
  }
}
