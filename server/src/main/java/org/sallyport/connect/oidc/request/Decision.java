package org.sallyport.connect.oidc.request;

/** What a request needs before it is answered, or its answer. */
sealed interface Decision {

  /** The application gets a code. */
  record Grant(SignInProof proof) implements Decision {}

  /** The application gets an error. */
  record Refuse(ErrorCode error) implements Decision {}

  /** The person is asked something first. */
  enum Question implements Decision {
    /** Whether this account is the right one. */
    CHOOSE_ACCOUNT("choose", ErrorCode.ACCOUNT_SELECTION_REQUIRED),
    /** To sign in with another account: the application asks for one that is not this one. */
    SIGN_IN_AS_OTHER("other", ErrorCode.LOGIN_REQUIRED),
    /** The second factor, now. */
    GIVE_FACTOR("factor", ErrorCode.INTERACTION_REQUIRED),
    /**
     * To sign in again: the account has no second factor, and its password was given too long ago.
     */
    SIGN_IN_AGAIN("again", ErrorCode.LOGIN_REQUIRED),
    /** To allow the application to read what it asks for. */
    CONSENT("consent", ErrorCode.CONSENT_REQUIRED);

    private final String word;
    private final ErrorCode withoutPage;

    Question(String word, ErrorCode withoutPage) {
      this.word = word;
      this.withoutPage = withoutPage;
    }

    /** Its name on the page. */
    String word() {
      return word;
    }

    /** What the application is told if no page may be shown. */
    ErrorCode withoutPage() {
      return withoutPage;
    }
  }
}
