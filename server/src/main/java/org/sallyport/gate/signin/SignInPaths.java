package org.sallyport.gate.signin;

import org.sallyport.gate.secondfactor.ResponseMode;

/** The paths of the pages between the password and the completed sign-in. */
public final class SignInPaths {
  public static final String LOGIN = "/login";
  static final String CODE = "/login/code";
  static final String APP = "/login/app";
  static final String PASSKEY = "/login/passkey";
  static final String METHOD = "/login/method";
  static final String ANOTHER_WAY = "/login/another-way";
  static final String ASK_ADMIN = "/login/ask-admin";
  static final String LOCKED = "/login/locked";

  /** Links the device that was chosen; reached after the second factor. */
  public static final String LINK = "/login/link";

  /** Asks for a mobile number; reached after the second factor. */
  public static final String PHONE = "/login/phone";

  /** Below the path of a second factor: issues the prompt again. */
  static final String RESEND = "/resend";

  private SignInPaths() {}

  /** The page of a second factor. */
  static String of(ResponseMode mode) {
    return switch (mode) {
      case TYPED -> CODE;
      case APPROVED -> APP;
      case SIGNED -> PASSKEY;
    };
  }
}
