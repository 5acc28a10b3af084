package org.sallyport.account;

import java.util.Optional;

/** The names of second factors, for modules that know of a factor only its method. */
public interface FactorNames {

  /**
   * The name of a factor, for example "One-Time-Password by SMS"; empty if no factor has that
   * method.
   */
  Optional<String> name(String method);
}
