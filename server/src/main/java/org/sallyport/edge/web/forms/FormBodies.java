package org.sallyport.edge.web.forms;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import lombok.RequiredArgsConstructor;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.sallyport.edge.web.keys.ProgramPaths;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Accepts forms only in the body of a request, with one value for each well-formed name, and JSON
 * where the viewer's script or an SMS gateway sends it. Nothing is read from the query string,
 * which proxies log and other sites can set. A repeated name is rejected rather than resolved,
 * since proxies and servers resolve it differently.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 100)
@RequiredArgsConstructor
class FormBodies extends OncePerRequestFilter {
  private static final Set<String> WITH_FORM = Set.of("POST", "PUT", "PATCH", "DELETE");
  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_-]{0,63}");
  private static final String PHONE_CALLS = "/app/api/";

  /**
   * The calls of the viewer's script and of gateways that send JSON; their handlers read and check
   * it.
   */
  private static final Map<String, Pattern> JSON_CALLS =
      Map.of(
          "PUT", Pattern.compile("/studies/([0-9.]{1,64}/marks|layouts)/[^/]{1,64}"),
          "POST",
              Pattern.compile(
                  "/studies/[0-9.]{1,64}/publish/(key-images|measurements)"
                      + "|/sms/receipts(/[^/]{1,64}){3}/json"));

  /** The one form that sends a file; the container keeps it in memory (application.yml). */
  private static final String UPLOAD = "/admin/import/upload";

  /** A file of 1 MiB and the other fields. */
  private static final long MAX_UPLOAD_BYTES = (1 << 20) + (1 << 14);

  private final LargeForms largeForms;
  private final ProgramPaths programs;

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (!mayHaveForm(request)) {
      chain.doFilter(request, response);
      return;
    }
    switch (largeForms.begin(request)) {
      case LargeForms.NotAdmitted(HttpStatus status) -> refuse(status, response);
      case LargeForms.Admitted admitted -> {
        try (admitted) {
          read(request, response, chain);
        }
      }
    }
  }

  private static void read(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    HttpStatus objection = objection(request);
    if (objection == null) {
      chain.doFilter(new BodyParameters(request), response);
    } else {
      response.sendError(objection.value());
    }
  }

  private static void refuse(HttpStatus status, HttpServletResponse response) throws IOException {
    if (status == HttpStatus.SERVICE_UNAVAILABLE) {
      response.setHeader("Retry-After", "5");
    }
    response.sendError(status.value());
  }

  /** Programs send JSON, which their handlers read. */
  private boolean mayHaveForm(HttpServletRequest request) {
    return WITH_FORM.contains(request.getMethod())
        && !request.getRequestURI().startsWith(PHONE_CALLS)
        && !programs.have(request);
  }

  private static @Nullable HttpStatus objection(HttpServletRequest request) {
    if (UPLOAD.equals(request.getRequestURI()) && isUpload(request.getContentType())) {
      long length = request.getContentLengthLong();
      if (length < 0 || length > MAX_UPLOAD_BYTES) {
        return length < 0 ? HttpStatus.LENGTH_REQUIRED : HttpStatus.CONTENT_TOO_LARGE;
      }
    } else if (isJsonCall(request)) {
      if (hasBody(request) && !isJson(request.getContentType())) {
        return HttpStatus.UNSUPPORTED_MEDIA_TYPE;
      }
    } else if (hasBody(request) && !isForm(request.getContentType())) {
      return HttpStatus.UNSUPPORTED_MEDIA_TYPE;
    }
    return fieldsObjection(request);
  }

  /**
   * The container refuses a form that is too large (application.yml) before it is read. What else
   * it refuses, it answers itself.
   */
  private static @Nullable HttpStatus fieldsObjection(HttpServletRequest request) {
    try {
      return new BodyParameters(request).arePlain(NAME) ? null : HttpStatus.BAD_REQUEST;
    } catch (InvalidParameterException e) {
      if (e.getErrorCode() == HttpStatus.CONTENT_TOO_LARGE.value()) {
        return HttpStatus.CONTENT_TOO_LARGE;
      }
      throw e;
    }
  }

  private static boolean isJsonCall(HttpServletRequest request) {
    Pattern path = JSON_CALLS.get(request.getMethod());
    return path != null && path.matcher(request.getRequestURI()).matches();
  }

  private static boolean hasBody(HttpServletRequest request) {
    return request.getContentLengthLong() > 0 || request.getHeader("Transfer-Encoding") != null;
  }

  private static boolean isForm(@Nullable String type) {
    return isOf(MediaType.APPLICATION_FORM_URLENCODED, type);
  }

  private static boolean isJson(@Nullable String type) {
    return isOf(MediaType.APPLICATION_JSON, type);
  }

  private static boolean isUpload(@Nullable String type) {
    return isOf(MediaType.MULTIPART_FORM_DATA, type);
  }

  private static boolean isOf(MediaType wanted, @Nullable String type) {
    if (type == null) {
      return false;
    }
    try {
      MediaType media = MediaType.parseMediaType(type);
      return media.equalsTypeAndSubtype(wanted)
          && (media.getCharset() == null || StandardCharsets.UTF_8.equals(media.getCharset()));
    } catch (InvalidMediaTypeException e) {
      return false;
    }
  }
}
