package org.sallyport.gate.secondfactor;

/** The purpose of an answer. An answer given for one purpose is invalid for any other (rule 4). */
public enum Purpose {
  /** The second factor of a sign-in. */
  SIGN_IN("sign-in"),
  /** The second factor requested again before an account change (rule 28). */
  STEP_UP("step-up"),
  /** Verifies a mobile number; has five tries of its own (rule 12). */
  PHONE("phone"),
  /** Verifies an e-mail address; has five tries of its own (rule 12). */
  EMAIL("email");

  private final String key;

  Purpose(String key) {
    this.key = key;
  }

  /** Its name in rows and events. */
  public String key() {
    return key;
  }
}
