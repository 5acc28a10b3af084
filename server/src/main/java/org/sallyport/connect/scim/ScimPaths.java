package org.sallyport.connect.scim;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.connect.apikeys.KeyBrake;
import org.sallyport.platform.access.keys.KeyFault;
import org.sallyport.platform.access.keys.KeyPaths;
import org.sallyport.platform.access.keys.KeyScope;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The paths of SCIM, and its format of errors (RFC 7644 section 3.12). */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class ScimPaths implements KeyPaths {
  public static final String ROOT = "/scim/v2";

  /** The type of all bodies (RFC 7644 section 8.1). */
  public static final String TYPE = "application/scim+json";

  private static final String ERROR = "urn:ietf:params:scim:api:messages:2.0:Error";
  private static final int MAX_BODY_BYTES = 1 << 20;

  private final JsonMapper json;

  @Override
  public String root() {
    return ROOT;
  }

  @Override
  public Set<KeyScope> scopes() {
    return Set.of(KeyScope.SCIM);
  }

  @Override
  public int maxBodyBytes() {
    return MAX_BODY_BYTES;
  }

  @Override
  public void answer(KeyFault fault, HttpServletResponse response) throws IOException {
    write(fault.status(), null, fault.detail(), response);
  }

  void answer(ScimRefusal refusal, HttpServletResponse response) throws IOException {
    response.setStatus(refusal.status().value());
    if (refusal instanceof ScimStopped) {
      response.setIntHeader(HttpHeaders.RETRY_AFTER, KeyBrake.WAIT_SECONDS);
    }
    write(refusal.status().value(), refusal.type(), refusal.detail(), response);
  }

  private void write(int status, @Nullable String type, String detail, HttpServletResponse response)
      throws IOException {
    ObjectNode error = json.createObjectNode();
    error.putArray("schemas").add(ERROR);
    error.put("status", Integer.toString(status));
    if (type != null) {
      error.put("scimType", type);
    }
    error.put("detail", detail);
    response.setContentType(TYPE);
    response.getOutputStream().write(json.writeValueAsBytes(error));
  }
}
