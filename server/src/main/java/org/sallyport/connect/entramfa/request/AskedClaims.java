package org.sallyport.connect.entramfa.request;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.text.ParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sallyport.gate.secondfactor.SecondFactor;

/**
 * What the parameter {@code claims} asks the ID token to say (OpenID Connect Core 5.5), as far as
 * this server can say it.
 *
 * @param authenticationClass the {@code acr} of the answer: the first of the request that something
 *     that the person has satisfies
 * @param methods the accepted values of {@code amr}
 */
public record AskedClaims(String authenticationClass, List<String> methods) {
  /** Those of Microsoft's list that a factor of possession satisfies. */
  public static final List<String> CLASSES =
      List.of(
          "possessionorinherence",
          "knowledgeorpossession",
          "knowledgeorpossessionorinherence",
          "possession");

  /** Those of Microsoft's list that factors here have, all of the kind possession. */
  private static final List<String> METHODS = List.of("fido", "pop", "swk", "sms", "otp");

  private static final String SIGNED_FOR_THIS_SITE = "pop";
  private static final int LONGEST = 8192;
  private static final int MOST_LEVELS = 8;

  /**
   * Reads the parameter.
   *
   * @return empty if nothing that it asks for can be said
   * @throws ParseException if it is not understood
   */
  static Optional<AskedClaims> read(String text) throws ParseException {
    if (text.length() > LONGEST || text.chars().filter(it -> it == '{').count() > MOST_LEVELS) {
      throw new ParseException("claims: too long", 0);
    }
    Map<String, Object> token =
        JSONObjectUtils.getJSONObject(JSONObjectUtils.parse(text), "id_token");
    if (token == null) {
      throw new ParseException("claims: no id_token", 0);
    }
    List<String> classes = values(token, "acr");
    List<String> methods = values(token, "amr").stream().filter(METHODS::contains).toList();
    return classes.stream()
        .filter(CLASSES::contains)
        .findFirst()
        .filter(it -> !methods.isEmpty())
        .map(it -> new AskedClaims(it, methods));
  }

  private static List<String> values(Map<String, Object> token, String name) throws ParseException {
    Map<String, Object> claim = JSONObjectUtils.getJSONObject(token, name);
    if (claim == null) {
      throw new ParseException("claims: no " + name, 0);
    }
    String value = JSONObjectUtils.getString(claim, "value");
    if (value != null) {
      return List.of(value);
    }
    List<String> values = JSONObjectUtils.getStringList(claim, "values");
    if (values == null) {
      throw new ParseException("claims: no values of " + name, 0);
    }
    return values;
  }

  /** The one value by which the answer names a factor; empty if none of the request fits. */
  Optional<String> method(SecondFactor factor) {
    List<String> references = factor.references();
    return METHODS.stream()
        .filter(methods::contains)
        .filter(
            it ->
                references.contains(it)
                    || (it.equals("fido") && references.contains(SIGNED_FOR_THIS_SITE)))
        .findFirst();
  }
}
