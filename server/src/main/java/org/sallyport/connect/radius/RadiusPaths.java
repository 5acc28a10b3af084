package org.sallyport.connect.radius;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import lombok.RequiredArgsConstructor;
import org.sallyport.platform.access.keys.KeyFault;
import org.sallyport.platform.access.keys.KeyPaths;
import org.sallyport.platform.access.keys.KeyScope;
import org.sallyport.platform.messages.Messages;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The paths at which RADIUS servers ask, with a key. */
@Component
@RequiredArgsConstructor
class RadiusPaths implements KeyPaths {
  static final String ROOT = "/api/radius";

  private final JsonMapper json;

  @Override
  public String root() {
    return ROOT;
  }

  @Override
  public Set<KeyScope> scopes() {
    return Set.of(KeyScope.RADIUS);
  }

  /** What the person reads: for rlm_rest, a refused key is a refused person. */
  @Override
  public void answer(KeyFault fault, HttpServletResponse response) throws IOException {
    String words =
        switch (HttpStatus.valueOf(fault.status())) {
          case UNAUTHORIZED, FORBIDDEN -> Messages.text("radius.gateway");
          default -> Messages.text("radius.failed");
        };
    response.setContentType(MediaType.APPLICATION_JSON_VALUE);
    response.getWriter().write(json.writeValueAsString(Map.of("reply:Reply-Message", words)));
  }
}
