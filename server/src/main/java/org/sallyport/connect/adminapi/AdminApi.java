package org.sallyport.connect.adminapi;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Set;
import lombok.RequiredArgsConstructor;
import org.sallyport.platform.access.keys.KeyFault;
import org.sallyport.platform.access.keys.KeyPaths;
import org.sallyport.platform.access.keys.KeyScope;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The paths of the admin API, and its format of errors (RFC 9457). */
@Component
@RequiredArgsConstructor
class AdminApi implements KeyPaths {
  static final String ROOT = "/api/v1";

  /** RFC 7396. */
  static final String MERGE_PATCH = "application/merge-patch+json";

  private final JsonMapper json;

  @Override
  public String root() {
    return ROOT;
  }

  @Override
  public Set<KeyScope> scopes() {
    return EnumSet.range(KeyScope.ACCOUNTS_READ, KeyScope.AUDIT_READ);
  }

  @Override
  public void answer(KeyFault fault, HttpServletResponse response) throws IOException {
    response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
    response
        .getOutputStream()
        .write(json.writeValueAsBytes(Problem.of(fault.status(), fault.detail())));
  }
}
