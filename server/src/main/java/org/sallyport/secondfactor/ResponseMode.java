package org.sallyport.secondfactor;

/** How a factor is answered, and so on which page a sign-in waits for it. */
public enum ResponseMode {
  /** Something is typed. */
  TYPED("/login/code"),
  /** It is approved on another device, which signs its answer. */
  APPROVED("/login/app"),
  /** This browser, or a key at it, signs a challenge. */
  SIGNED("/login/passkey");

  private final String page;

  ResponseMode(String page) {
    this.page = page;
  }

  /** The page between the doors. */
  public String page() {
    return page;
  }
}
