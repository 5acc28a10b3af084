package org.sallyport.gate.oidc.request;

/** What a request needs before it is answered, or its answer. */
sealed interface Decision {

  /** The application gets a code. */
  record Grant(SignInProof proof) implements Decision {}

  /** The application gets an error. */
  record Refuse(ErrorCode error) implements Decision {}

  /** The person has to say that this account is the right one. */
  record ChooseAccount() implements Decision {}

  /** The second factor has to be given now. */
  record GiveFactor() implements Decision {}

  /** The account has no second factor, and its password was given too long ago. */
  record SignInAgain() implements Decision {}

  /** The person has to allow the application to read what it asks for. */
  record Consent() implements Decision {}
}
