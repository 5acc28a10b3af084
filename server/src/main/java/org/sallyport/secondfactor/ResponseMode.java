package org.sallyport.secondfactor;

/** How a factor is answered, which determines the page of the sign-in. */
public enum ResponseMode {
  /** A code is typed. */
  TYPED("/login/code"),
  /** The request is approved on another device, which signs its answer. */
  APPROVED("/login/app"),
  /** The browser or a security key signs a challenge. */
  SIGNED("/login/passkey");

  private final String page;

  ResponseMode(String page) {
    this.page = page;
  }

  /** The page of the second-factor step. */
  public String page() {
    return page;
  }
}
