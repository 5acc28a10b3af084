package org.sallyport.accountrecovery;

import java.time.Instant;

/** What came of inviting somebody to activate their account. */
public sealed interface Invitation {

  /** A link is on its way; those before it are void. */
  record Sent(Instant until) implements Invitation {}

  /** The account has a password already. */
  record Active() implements Invitation {}

  record NoEmail() implements Invitation {}

  record Disabled() implements Invitation {}
}
