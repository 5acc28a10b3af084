package org.sallyport.platform.policy;

import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A setting that a module declares.
 *
 * @param name for example "sallyport.otp.ttl"
 * @param type the Java type of its values
 * @param meaning description from the Javadoc of its declaration
 * @param standard default value if neither the operator nor the policy sets one; null if none
 */
record KnownSetting(String name, String type, String meaning, @Nullable String standard) {
  private static final String HIDDEN = "\u2022\u2022\u2022";
  private static final Pattern ACCOUNT_OF_URL = Pattern.compile("(\\w://)[^/@\\s]*@");
  private static final Pattern QUERY_OF_URL = Pattern.compile("(\\w://[^?\\s]*\\?)\\S*");

  /** The same setting of one entry of a map. */
  KnownSetting ofEntry(String map, String entry) {
    String part = name.substring(map.length() + KnownSettings.ENTRY.length());
    return new KnownSetting(map + "." + entry + part, type, meaning, standard);
  }

  /** The name as an environment variable, for example "SALLYPORT_OTP_TTL". */
  String variable() {
    return variable(name);
  }

  static String variable(String name) {
    return name.replace('.', '_').replace("-", "").toUpperCase(Locale.ROOT);
  }

  /** The environment variable with underscores in place of hyphens, which is accepted too. */
  static String otherVariable(String name) {
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
    return isSeveral(type);
  }

  static boolean isSeveral(String type) {
    return type.startsWith("java.util.");
  }

  /** A value as it may be shown: a secret is hidden, an address has no account and no query. */
  String shown(String value) {
    if (isSecret()) {
      return value.isEmpty() ? "" : HIDDEN;
    }
    return ACCOUNT_OF_URL
        .matcher(QUERY_OF_URL.matcher(value).replaceAll("$1" + HIDDEN))
        .replaceAll("$1" + HIDDEN + "@");
  }

  /**
   * Whether the values of the setting must never be shown. Some gateways take their credentials in
   * the body of a message, and so in its template.
   */
  boolean isSecret() {
    return type.equals("java.lang.String")
        && (name.endsWith("password")
            || name.endsWith("token")
            || name.endsWith("secret")
            || (name.startsWith("sallyport.sms.") && name.endsWith(".http.template")));
  }
}
