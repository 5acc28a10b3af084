package org.sallyport.gate.accountrecovery;

import java.time.Instant;

/** The result of sending an activation link. */
public sealed interface Invitation {

  /** A link was sent; earlier ones are void. */
  record Sent(Instant until) implements Invitation {}

  /** The account already has a password. */
  record Active() implements Invitation {}

  record NoEmail() implements Invitation {}

  record Disabled() implements Invitation {}
}
