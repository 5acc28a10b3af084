package org.sallyport.edge.web.keys;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import org.sallyport.platform.access.keys.KeyPaths;
import org.springframework.stereotype.Component;

/** All paths that programs call with a key. */
@Component
public class ProgramPaths {
  private final List<KeyPaths> all;

  ProgramPaths(List<KeyPaths> all) {
    this.all = List.copyOf(all);
  }

  /** Those that a request is for; empty if it is for a page. */
  Optional<KeyPaths> of(HttpServletRequest request) {
    return all.stream().filter(it -> it.have(request)).findFirst();
  }

  /** Whether a request is for one of them. */
  public boolean have(HttpServletRequest request) {
    return of(request).isPresent();
  }
}
