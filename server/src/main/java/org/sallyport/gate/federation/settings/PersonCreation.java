package org.sallyport.gate.federation.settings;

/** When a person of an issuer gets an account. */
public enum PersonCreation {
  /** Never: people link accounts that they have, or an admin does. */
  NEVER,
  /** At the first sign-in. */
  SIGN_IN
}
