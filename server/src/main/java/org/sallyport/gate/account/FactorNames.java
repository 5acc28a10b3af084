package org.sallyport.gate.account;

import java.util.List;
import java.util.Optional;

/** What modules learn of a second factor of which they know only its method. */
public interface FactorNames {

  /**
   * The name of a factor, for example "One-Time-Password by SMS"; empty if no factor has that
   * method.
   */
  Optional<String> name(String method);

  /** The methods that accounts can have, the strongest first, also those not allowed any more. */
  List<String> methods();

  /** Whether there is a factor with that method, and this installation allows it (rule 24). */
  boolean isAllowed(String method);
}
