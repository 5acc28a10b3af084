package org.sallyport.portal.studies.dicomweb;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.sallyport.portal.archive.Representation;
import org.sallyport.portal.archive.ResourcePath;
import org.springframework.stereotype.Component;

/**
 * Lets nginx fetch an image from the archive after it was decided that the visitor may see it
 * (X-Accel-Redirect). The location is built from the parsed request, never from the client's URL.
 * Only single frames and renderings are left to nginx, because it finishes what it has begun: what
 * takes longer is relayed, so that it ends with the right to it.
 */
@Component
class ProxyTransfer {
  /** The media types for the archive; the example configuration passes nothing else on. */
  private static final String ACCEPT = "X-Sallyport-Accept";

  private final @Nullable String location;

  ProxyTransfer(ProxyTransferProperties properties) {
    this.location = properties.accel();
  }

  /** Whether nginx is to fetch this; nothing is written if not. */
  boolean isLeft(
      ResourcePath resourcePath,
      Representation representation,
      HttpServletRequest request,
      HttpServletResponse response) {
    if (location == null || !isShort(representation)) {
      return false;
    }
    Relay.guard(response);
    response.setHeader(ACCEPT, Relay.accept(representation, request.getHeader("Accept")));
    response.setHeader(
        "X-Accel-Redirect", location + "/" + resourcePath.path() + representation.path());
    return true;
  }

  private static boolean isShort(Representation representation) {
    return switch (representation) {
      case Representation.Rendered _ -> true;
      case Representation.Frames frames -> frames.numbers().size() == 1;
      default -> false;
    };
  }
}
