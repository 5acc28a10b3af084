package org.sallyport.connect.scim;

import org.jspecify.annotations.Nullable;
import org.sallyport.platform.messages.Messages;
import org.springframework.http.HttpStatus;

/** Why a request is refused, from wherever in it that was found. */
public sealed class ScimRefusal extends Exception permits ScimStopped {
  private static final long serialVersionUID = 1L;

  /** Kinds of wrong requests (RFC 7644 section 3.12). */
  public enum Type {
    INVALID_FILTER("invalidFilter"),
    INVALID_PATH("invalidPath"),
    INVALID_SYNTAX("invalidSyntax"),
    INVALID_VALUE("invalidValue"),
    MUTABILITY("mutability"),
    NO_TARGET("noTarget"),
    TOO_MANY("tooMany"),
    UNIQUENESS("uniqueness");

    private final String word;

    Type(String word) {
      this.word = word;
    }

    String word() {
      return word;
    }
  }

  private final HttpStatus status;
  private final @Nullable Type type;

  ScimRefusal(HttpStatus status, @Nullable Type type, String detail) {
    super(detail, null, false, false);
    this.status = status;
    this.type = type;
  }

  /**
   * A wrong request.
   *
   * @param key of the sentence that says why
   */
  public static ScimRefusal of(Type type, String key, Object... values) {
    return said(type, Messages.text(key, values));
  }

  /** A wrong request, with a sentence that is there. */
  public static ScimRefusal said(Type type, String detail) {
    return new ScimRefusal(
        type == Type.UNIQUENESS ? HttpStatus.CONFLICT : HttpStatus.BAD_REQUEST, type, detail);
  }

  /** A refusal that is not about the form of the request. */
  public static ScimRefusal of(HttpStatus status, String key, Object... values) {
    return new ScimRefusal(status, null, Messages.text(key, values));
  }

  HttpStatus status() {
    return status;
  }

  @Nullable String type() {
    return type == null ? null : type.word();
  }

  String detail() {
    return String.valueOf(getMessage());
  }
}
