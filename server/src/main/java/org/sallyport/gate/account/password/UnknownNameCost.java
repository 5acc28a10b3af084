package org.sallyport.gate.account.password;

/** The hashing cost for a username that no account has. */
interface UnknownNameCost {
  Argon2.Cost of(String username);
}
