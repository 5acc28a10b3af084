package org.sallyport.platform.policy;

import org.springframework.stereotype.Component;

/** The policy of this installation. */
@Component
public class Policy {
  private final String name;

  Policy(PolicyProperties properties) {
    this.name = properties.policy();
  }

  /** The name as the settings give it, for example "asvs-l2". */
  public String name() {
    return name;
  }
}
