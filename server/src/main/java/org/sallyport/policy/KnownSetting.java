package org.sallyport.policy;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A setting that a room declares.
 *
 * @param name for example "sallyport.otp.ttl"
 * @param type the Java type of its values
 * @param meaning in words; what its declaration says
 * @param standard its value where neither the operator nor the policy sets one; null if none
 */
record KnownSetting(String name, String type, String meaning, @Nullable String standard) {

  /** As an environment variable names it, for example "SALLYPORT_OTP_TTL". */
  String variable() {
    return name.replace('.', '_').replace("-", "").toUpperCase(Locale.ROOT);
  }

  /** The same with its hyphens as underscores, which is understood, too. */
  String otherVariable() {
    return name.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT);
  }

  boolean isDuration() {
    return type.equals("java.time.Duration");
  }

  boolean isSize() {
    return type.endsWith(".DataSize");
  }

  boolean isWholeNumber() {
    return type.equals("java.lang.Integer") || type.equals("java.lang.Long");
  }

  boolean isSeveral() {
    return type.startsWith("java.util.");
  }

  /** Values of such a setting are never shown. */
  boolean isSecret() {
    return type.equals("java.lang.String")
        && (name.endsWith("password") || name.endsWith("token") || name.endsWith("secret"));
  }
}
