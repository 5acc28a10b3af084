package org.sallyport.portal.studies.reports;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lombok.RequiredArgsConstructor;
import org.sallyport.portal.archive.Archive;
import org.sallyport.portal.archive.ArchiveResponse;
import org.sallyport.portal.archive.Representation;
import org.sallyport.portal.studies.download.SingleFile;
import org.sallyport.portal.studies.objects.ArchiveFailed;
import org.sallyport.portal.studies.objects.ObjectStreams;
import org.springframework.stereotype.Component;

/** The content of encapsulated documents. */
@Component
@RequiredArgsConstructor
class DocumentContent {
  private static final String ACCEPT = "multipart/related; type=\"application/octet-stream\"";
  private static final Pattern BULK = Pattern.compile("/(bulk(?:data)?)/([0-9A-Za-z/]{1,600})");

  /** Files of other types are given as bytes. */
  private static final SingleFile.Kind PDF =
      new SingleFile.Kind("document", "application/pdf", ".pdf");

  /** The same, for the browser's own viewer. */
  static final SingleFile.Kind SHOWN_PDF =
      new SingleFile.Kind("document", "application/pdf", ".pdf", true);

  private static final SingleFile.Kind OTHER =
      new SingleFile.Kind("document", "application/octet-stream", ".bin");

  private final Archive archive;

  /** How the file is named, for the type that the object says. */
  static SingleFile.Kind kind(Report.Document document) {
    return switch (document.type()) {
      case "application/pdf" -> PDF;
      case "text/xml", "application/xml", "application/hl7-cda+xml" ->
          new SingleFile.Kind("document", "application/octet-stream", ".xml");
      case "model/stl", "application/sla" ->
          new SingleFile.Kind("document", "application/octet-stream", ".stl");
      case "model/obj" -> new SingleFile.Kind("document", "application/octet-stream", ".obj");
      case "model/mtl" -> new SingleFile.Kind("document", "application/octet-stream", ".mtl");
      default -> OTHER;
    };
  }

  /**
   * Opens the content.
   *
   * @throws ArchiveFailed if the archive does not give it
   */
  SingleFile.Source of(Report.Document document) throws ArchiveFailed {
    String inline = document.inline();
    if (inline != null) {
      return new SingleFile.Source(null, new Unpadded(decoded(inline)));
    }
    Representation bulk = bulk(document).orElseThrow(() -> new ArchiveFailed("no content"));
    if (archive.open(document.place(), bulk, ACCEPT, null) instanceof ArchiveResponse.Given given) {
      return new SingleFile.Source(given, new Unpadded(ObjectStreams.content(given)));
    }
    throw new ArchiveFailed("the archive does not give the content");
  }

  /** Only the archive's URL of this very object is followed. */
  private Optional<Representation> bulk(Report.Document document) {
    String object = document.place().path();
    return Optional.ofNullable(document.bulk())
        .flatMap(archive::below)
        .filter(path -> path.startsWith(object))
        .map(path -> BULK.matcher(path.substring(object.length())))
        .filter(Matcher::matches)
        .map(it -> new Representation.Bulk(it.group(1), List.of(it.group(2).split("/", -1))));
  }

  private static InputStream decoded(String inline) throws ArchiveFailed {
    try {
      return new ByteArrayInputStream(Base64.getDecoder().decode(inline));
    } catch (IllegalArgumentException e) {
      throw new ArchiveFailed(e);
    }
  }

  /** Without the zero that DICOM appends to make a length even (PS3.5 section 6.2). */
  static final class Unpadded extends InputStream {
    private final InputStream from;
    private int held = -1;
    private boolean begun;

    Unpadded(InputStream from) {
      this.from = from;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    /** Holds back one byte, which is dropped if it is the last and zero. */
    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      if (length == 0) {
        return 0;
      }
      if (!begun) {
        begun = true;
        held = one();
      }
      return held < 0 ? -1 : readAfterHeld(bytes, offset, length);
    }

    private int readAfterHeld(byte[] bytes, int offset, int length) throws IOException {
      int first = held;
      if (length == 1) {
        held = one();
        return last(bytes, offset, first, 0);
      }
      int read = from.read(bytes, offset + 1, length - 1);
      if (read < 0) {
        held = -1;
        return last(bytes, offset, first, 0);
      }
      held = bytes[offset + read] & 0xFF;
      bytes[offset] = (byte) first;
      return read;
    }

    private int last(byte[] bytes, int offset, int first, int read) {
      if (held < 0 && first == 0) {
        return -1;
      }
      bytes[offset] = (byte) first;
      return read + 1;
    }

    private int one() throws IOException {
      byte[] one = new byte[1];
      int read = from.read(one, 0, 1);
      return read < 0 ? -1 : one[0] & 0xFF;
    }
  }
}
