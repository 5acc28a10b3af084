package org.sallyport.portal.studies.download;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

/** Refuses HEAD: the archive would send content that is discarded. */
public final class OnlyGet {
  private OnlyGet() {}

  public static void check(HttpServletRequest request) {
    if (!request.getMethod().equals("GET")) {
      throw new ResponseStatusException(HttpStatus.METHOD_NOT_ALLOWED);
    }
  }
}
