package org.sallyport.connect.entramfa.request;

import jakarta.servlet.http.HttpServletRequest;
import java.text.ParseException;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sallyport.connect.entramfa.Tenant;
import org.sallyport.gate.federation.protocol.HintedPerson;
import org.sallyport.gate.federation.protocol.Issuer;

/**
 * Reads a request in the order of Microsoft's "suggested actions": first whether it is of this
 * tenant, by its client, its address and its token, then what it asks for. Parameters that the
 * reference does not name are ignored.
 */
final class RequestReader {
  private static final int LONGEST_HINT = 16 * 1024;
  private static final int LONGEST_STATE = 8 * 1024;
  private static final int LONGEST_NONCE = 2048;

  private RequestReader() {}

  /** What a request is. */
  sealed interface Read {

    /**
     * None of the tenant's: nothing is sent back.
     *
     * @param check which check failed, in a word
     */
    record NotTrusted(String check) implements Read {}

    /** The keys of the tenant cannot be read. */
    record Away(String why) implements Read {}

    /**
     * One of the tenant's that cannot be fulfilled, which it is told.
     *
     * @param reason in a word or two
     */
    record Wrong(ErrorCode error, @Nullable String state, String reason) implements Read {}

    /**
     * One that can be fulfilled.
     *
     * @param hint the token, which is taken once
     */
    record Right(AskedFactor asked, String hint) implements Read {
      @Override
      public String toString() {
        return "Right[" + asked + "]";
      }
    }
  }

  static Read read(Tenant tenant, HttpServletRequest request) {
    if (!tenant.properties().client().equals(request.getParameter("client_id"))) {
      return new Read.NotTrusted("client_id");
    }
    String address = tenant.properties().redirectAddress().toString();
    if (!address.equals(request.getParameter("redirect_uri"))) {
      return new Read.NotTrusted("redirect_uri");
    }
    String hint = Objects.requireNonNullElse(request.getParameter("id_token_hint"), "");
    if (hint.isEmpty() || hint.length() > LONGEST_HINT) {
      return new Read.NotTrusted("id_token_hint");
    }
    return switch (tenant.issuer().hinted(hint, tenant.properties().application())) {
      case Issuer.Hint.NotValid it -> new Read.NotTrusted("id_token_hint " + it.check());
      case Issuer.Hint.Away it -> new Read.Away(String.valueOf(it.why().getMessage()));
      case Issuer.Hint.Of it ->
          tenant.properties().has(it.person().subject())
              ? read(it.person(), hint, request)
              : new Read.NotTrusted("id_token_hint tid");
    };
  }

  private static Read read(HintedPerson person, String hint, HttpServletRequest request) {
    String state = request.getParameter("state");
    if (state != null && state.length() > LONGEST_STATE) {
      return new Read.Wrong(ErrorCode.INVALID_REQUEST, null, "state");
    }
    Optional<String> fault = fault(request);
    if (fault.isPresent()) {
      return new Read.Wrong(ErrorCode.INVALID_REQUEST, state, fault.get());
    }
    try {
      String nonce = Objects.requireNonNull(request.getParameter("nonce"));
      String text = Objects.requireNonNullElse(request.getParameter("claims"), "");
      Optional<AskedClaims> claims = AskedClaims.read(text);
      return claims.isEmpty()
          ? new Read.Wrong(ErrorCode.ACCESS_DENIED, state, "acr or amr")
          : new Read.Right(
              new AskedFactor(person.subject(), person.pairwise(), nonce, state, claims.get()),
              hint);
    } catch (ParseException e) {
      return new Read.Wrong(ErrorCode.INVALID_REQUEST, state, "claims");
    }
  }

  /** The parameter that is not as the reference says. */
  private static Optional<String> fault(HttpServletRequest request) {
    String scopes = Objects.requireNonNullElse(request.getParameter("scope"), "");
    if (!Arrays.asList(scopes.split(" ")).contains("openid")) {
      return Optional.of("scope");
    }
    if (!"id_token".equals(request.getParameter("response_type"))) {
      return Optional.of("response_type");
    }
    if (!"form_post".equals(request.getParameter("response_mode"))) {
      return Optional.of("response_mode");
    }
    String nonce = Objects.requireNonNullElse(request.getParameter("nonce"), "");
    return nonce.isEmpty() || nonce.length() > LONGEST_NONCE
        ? Optional.of("nonce")
        : Optional.empty();
  }
}
