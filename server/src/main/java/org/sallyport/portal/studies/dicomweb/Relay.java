package org.sallyport.portal.studies.dicomweb;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.platform.access.Reader;
import org.sallyport.platform.access.RunningResponses.Running;
import org.sallyport.portal.archive.Archive;
import org.sallyport.portal.archive.ArchiveResponse;
import org.sallyport.portal.archive.Representation;
import org.sallyport.portal.archive.ResourcePath;
import org.springframework.stereotype.Component;

/**
 * Streams content from the archive to the client, at the client's speed; the archive's connection
 * is closed as soon as the client disconnects. Of the client's headers at most Accept and Range are
 * forwarded; of the archive's, those listed here are returned.
 */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class Relay {
  private static final String PARTS = "multipart/related";
  private static final int CHUNK = 64 * 1024;
  private static final Pattern ACCEPT = Pattern.compile("[\\x20-\\x7e]{1,500}");
  private static final Pattern RANGE =
      Pattern.compile("bytes=(?:[0-9]{1,18}-[0-9]{0,18}|-[0-9]{1,18})");
  private static final List<String> DOWN =
      List.of("Content-Length", "Content-Range", "Accept-Ranges");

  /** Content types that browsers and viewers may interpret; excludes pages, scripts and PDF. */
  private static final Pattern SAFE =
      Pattern.compile(
          "multipart/related|application/(?:dicom|dicom\\+json|octet-stream)"
              + "|image/(?:jpeg|png|gif|webp|jp2|jpx|jls|jphc)|video/(?:mp4|mpeg)");

  private final Archive archive;
  private final StudyResponses responses;

  /** Whether content was returned, or why not. */
  public enum Relayed {
    GIVEN,
    NOT_THERE,
    NOT_IN_THAT_FORM
  }

  /**
   * Writes the archive's content to the response; nothing if there is none. The response ends
   * within five seconds of the end of the reader's session or access.
   *
   * @throws org.sallyport.portal.archive.ArchiveUnreachable if the archive does not answer, or
   *     stops in the middle
   */
  public Relayed give(
      Reader reader,
      ResourcePath resourcePath,
      Representation representation,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    @Nullable String range = representation instanceof Representation.Bulk ? range(request) : null;
    return switch (archive.open(
        resourcePath, representation, accept(representation, request.getHeader("Accept")), range)) {
      case ArchiveResponse.NotThere _ -> Relayed.NOT_THERE;
      case ArchiveResponse.NotInThatForm _ -> Relayed.NOT_IN_THAT_FORM;
      case ArchiveResponse.Given given -> pass(given, reader, resourcePath, response);
    };
  }

  private Relayed pass(
      ArchiveResponse.Given given,
      Reader reader,
      ResourcePath resourcePath,
      HttpServletResponse response)
      throws IOException {
    try (given;
        Running running = responses.begin(reader, resourcePath)) {
      head(given, response);
      copy(given, response.getOutputStream(), running);
    }
    return Relayed.GIVEN;
  }

  /** Sets the security headers that every response with archive content must have. */
  public static void guard(HttpServletResponse response) {
    response.setHeader("Cache-Control", "no-store");
    response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
    response.setHeader(
        "Content-Security-Policy",
        "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; sandbox");
    response.setHeader("X-Content-Type-Options", "nosniff");
  }

  /**
   * Replaces the Accept header of browsers' image elements, because archives reject its list of
   * types.
   */
  static String accept(Representation representation, @Nullable String wanted) {
    if (representation instanceof Representation.Rendered) {
      return "image/png".equals(wanted) ? "image/png" : "image/jpeg";
    }
    if (wanted != null && wanted.contains(PARTS) && ACCEPT.matcher(wanted).matches()) {
      return wanted;
    }
    return defaultAccept(representation);
  }

  /** The Accept header if the client has none that can be forwarded. */
  private static String defaultAccept(Representation representation) {
    return switch (representation) {
      case Representation.Objects _ -> PARTS + "; type=\"application/dicom\"";
      case Representation.Frames _ ->
          PARTS + "; type=\"application/octet-stream\"; transfer-syntax=*";
      default -> PARTS + "; type=\"application/octet-stream\"";
    };
  }

  private static @Nullable String range(HttpServletRequest request) {
    @Nullable String range = request.getHeader("Range");
    return range != null && RANGE.matcher(range).matches() ? range : null;
  }

  private static void head(ArchiveResponse.Given given, HttpServletResponse response) {
    guard(response);
    response.setStatus(given.status());
    setType(given.header("Content-Type").orElse("application/octet-stream"), response);
    DOWN.forEach(name -> given.header(name).ifPresent(it -> response.setHeader(name, it)));
  }

  /** Content of another type than the safe ones is given as a file to save. */
  private static void setType(String type, HttpServletResponse response) {
    int parameters = type.indexOf(';');
    String bare = (parameters < 0 ? type : type.substring(0, parameters)).strip();
    if (SAFE.matcher(bare.toLowerCase(Locale.ROOT)).matches()) {
      response.setHeader("Content-Type", type);
    } else {
      response.setHeader("Content-Type", "application/octet-stream");
      response.setHeader("Content-Disposition", "attachment");
    }
  }

  private static void copy(ArchiveResponse.Given given, OutputStream out, Running running)
      throws IOException {
    running.whenOver(given::abandon);
    byte[] chunk = new byte[CHUNK];
    for (int read = read(given, chunk, running); read >= 0; read = read(given, chunk, running)) {
      out.write(chunk, 0, read);
    }
  }

  private static int read(ArchiveResponse.Given given, byte[] chunk, Running running)
      throws IOException {
    try {
      return given.read(chunk);
    } finally {
      StudyResponses.check(running);
    }
  }
}
