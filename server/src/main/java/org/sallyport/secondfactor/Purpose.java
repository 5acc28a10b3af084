package org.sallyport.secondfactor;

/** What an answer is for. An answer given for one purpose is worthless for another (rule 4). */
public enum Purpose {
  /** The second door of a sign-in. */
  SIGN_IN("sign-in"),
  /** The second factor given again, before a change of the account (rule 28). */
  STEP_UP("step-up"),
  /** Proves a mobile number; has five tries of its own (rule 12). */
  PHONE("phone"),
  /** Proves an e-mail address; has five tries of its own (rule 12). */
  EMAIL("email");

  private final String key;

  Purpose(String key) {
    this.key = key;
  }

  /** As rows and events name it. */
  public String key() {
    return key;
  }
}
