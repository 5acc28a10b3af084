package org.sallyport.platform.access.keys;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;

/**
 * Paths that programs call with a key. A module declares its own as a bean: below its root nothing
 * is answered without a key, cookies are ignored, no form token is asked for, every call is
 * recorded, and {@link ForKey} at each handler says which scope it needs.
 */
public interface KeyPaths {

  /** The path below which all is for programs, without a slash at its end: "/api/v1". */
  String root();

  /** The scopes that these paths ask for, which an admin can give to a key. */
  Set<KeyScope> scopes();

  /** The longest body that is read, in bytes; longer ones are answered with 413. */
  default int maxBodyBytes() {
    return 1 << 16;
  }

  /** Answers a call with a fault, in the format of these paths. The status is not set yet. */
  void answer(KeyFault fault, HttpServletResponse response) throws IOException;

  /** Whether a request is for these paths. */
  default boolean have(HttpServletRequest request) {
    String path = request.getRequestURI();
    return path.equals(root()) || path.startsWith(root() + "/");
  }
}
