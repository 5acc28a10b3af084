package org.sallyport.notifications;

/** The names of methods and changes in notices. */
final class ChangeNames {
  private ChangeNames() {}

  static String name(String method) {
    return switch (method) {
      case "" -> "none";
      case "none" -> "none: your password alone opens your account";
      case "password" -> "password alone";
      case "remembered" -> "remembered browser";
      case "recovery" -> "recovery code";
      case "activation" -> "activation code";
      case "sms" -> "One-Time-Password by SMS";
      case "email" -> "One-Time-Password by e-mail";
      case "app" -> "Sallyport Authenticator app";
      case "passkey" -> "Passkey";
      case "totp" -> "One-Time-Password from an authenticator app";
      default -> PlainText.text(method);
    };
  }

  /** The name of the change, following "your". */
  static String change(String change) {
    return switch (change) {
      case "phone" -> "mobile number";
      case "email" -> "e-mail address";
      case "device" -> "linked devices";
      case "method" -> "two-factor method";
      case "ways" -> "other ways to sign in";
      case "recovery" -> "recovery codes";
      default -> PlainText.text(change);
    };
  }
}
