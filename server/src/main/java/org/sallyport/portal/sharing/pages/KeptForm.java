package org.sallyport.portal.sharing.pages;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.BufferUnderflowException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import lombok.RequiredArgsConstructor;
import org.sallyport.platform.access.Cookies;
import org.sallyport.platform.access.Visitor;
import org.sallyport.platform.crypto.SealContext;
import org.sallyport.platform.crypto.Sealer;
import org.springframework.stereotype.Component;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.util.UriComponents;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * The filled-in share page in an encrypted cookie, for the way to the second factor and back. It
 * can be read in the same session and for the same studies only.
 */
@Component
@RequiredArgsConstructor
class KeptForm {
  private static final String NAME = "__Host-share-form";
  private static final Duration TTL = Duration.ofMinutes(30);

  /** Without the id of the form: each page that is shown again has its own. */
  private static final List<String> FIELDS =
      List.of(
          "to",
          "recipient",
          "from",
          "until",
          "message",
          "report",
          "onward",
          "marks",
          "phone",
          "opens",
          "keep");

  /** Browsers keep 4096 bytes of a cookie, with its name and attributes. */
  private static final int MAX_COOKIE_LENGTH = 3800;

  private final Sealer sealer;

  /** Keeps the fields, as far as a cookie can hold them: a long message is left out. */
  void keep(HttpServletResponse response, Visitor visitor, ShareForm form) {
    String cookie = sealed(visitor, form, FIELDS);
    if (cookie.length() > MAX_COOKIE_LENGTH) {
      List<String> others = FIELDS.stream().filter(field -> !field.equals("message")).toList();
      cookie = sealed(visitor, form, others);
    }
    Cookies.set(response, NAME, cookie, TTL);
  }

  /** Adds the kept fields of this session to the studies of the form; empty if there are none. */
  Optional<ShareForm> read(HttpServletRequest request, Visitor visitor, ShareForm chosen) {
    return Cookies.read(request, NAME)
        .flatMap(cookie -> open(cookie, context(visitor, chosen)))
        .map(
            kept -> {
              MultiValueMap<String, String> fields = new LinkedMultiValueMap<>(chosen.fields());
              FIELDS.stream()
                  .filter(kept::containsKey)
                  .forEach(field -> fields.put(field, kept.getOrDefault(field, List.of())));
              return new ShareForm(fields);
            });
  }

  void forget(HttpServletRequest request, HttpServletResponse response) {
    if (Cookies.read(request, NAME).isPresent()) {
      Cookies.remove(response, NAME);
    }
  }

  private String sealed(Visitor visitor, ShareForm form, List<String> fields) {
    UriComponentsBuilder text = UriComponentsBuilder.newInstance();
    fields.stream()
        .filter(form::ticked)
        .forEach(field -> text.queryParam(field, encoded(form.text(field))));
    String query = text.build(true).getQuery();
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(sealer.seal(query == null ? "" : query, context(visitor, form)));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private Optional<MultiValueMap<String, String>> open(String cookie, SealContext context) {
    try {
      String query = sealer.open(Base64.getUrlDecoder().decode(cookie), context);
      return Optional.of(fields(query));
    } catch (IllegalStateException
        | IllegalArgumentException
        | BufferUnderflowException
        | IndexOutOfBoundsException e) {
      return Optional.empty();
    }
  }

  private static MultiValueMap<String, String> fields(String query) {
    UriComponents parsed = UriComponentsBuilder.newInstance().query(query).build();
    MultiValueMap<String, String> fields = new LinkedMultiValueMap<>();
    parsed
        .getQueryParams()
        .forEach(
            (name, values) ->
                values.forEach(
                    value -> fields.add(name, URLDecoder.decode(value, StandardCharsets.UTF_8))));
    return fields;
  }

  private static SealContext context(Visitor visitor, ShareForm form) {
    return SealContext.of("share form of " + visitor.signIn().value() + " " + form.studies());
  }
}
