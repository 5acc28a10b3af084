package org.sallyport.account.password;

/** What a look at the password of a name costs that no account has. */
interface UnknownNameCost {
  Argon2.Cost of(String username);
}
