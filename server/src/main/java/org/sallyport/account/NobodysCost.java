package org.sallyport.account;

/** What a look at the password of a name costs that no account has. */
interface NobodysCost {
  Argon2.Cost of(String username);
}
