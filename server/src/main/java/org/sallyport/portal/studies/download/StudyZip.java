package org.sallyport.portal.studies.download;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import org.sallyport.platform.messages.Messages;
import org.sallyport.portal.archive.ArchiveResponse;
import org.sallyport.portal.studies.objects.ArchiveFailed;
import org.sallyport.portal.studies.objects.DicomFile;
import org.sallyport.portal.studies.objects.StudyObjects.Named;

/**
 * A ZIP of DICOM objects, written while they arrive from the archive. Nothing is compressed: images
 * are mostly compressed already, and the line is rarely slower than the deflater. The last entry,
 * README.txt, and the directory behind it are written only if everything was sent.
 */
final class StudyZip implements AutoCloseable {
  private static final String README = "README.txt";
  private static final String DICOMDIR = "DICOMDIR";

  /** File IDs of media (PS3.10 section 8.2, PS3.11 section D.3.3). */
  private static final Pattern ON_MEDIA = Pattern.compile("[A-Z0-9_]{1,8}(?:/[A-Z0-9_]{1,8}){0,7}");

  private final Writer zip;
  private final Transfer transfer;
  private final Progress progress;

  StudyZip(OutputStream out, Transfer transfer, Progress progress) {
    this.zip = new Writer(out);
    this.zip.setLevel(Deflater.NO_COMPRESSION);
    this.transfer = transfer;
    this.progress = progress;
  }

  /** Adds one object. */
  void add(Named object, InputStream content) throws IOException {
    DicomFile file = opened(content);
    add(object.name() + (file.isDicom() ? ".dcm" : ".unknown"), file);
  }

  /**
   * Copies the ZIP that the archive made, entry by entry.
   *
   * @param objects that it must hold: a ZIP that was cut off may not look like one that is complete
   */
  void addAll(ArchiveResponse.Given media, List<Named> objects) throws IOException {
    boolean directory = false;
    ZipInputStream from = new ZipInputStream(media.body());
    for (ZipEntry entry = next(from); entry != null; entry = next(from)) {
      directory |= entry.getName().equals(DICOMDIR);
      checkName(entry.getName());
      add(entry.getName(), opened(new OneEntry(from)));
    }
    if (!directory || progress.objects() < objects.size()) {
      throw new ArchiveFailed("the archive's ZIP is incomplete");
    }
  }

  private static void checkName(String name) throws ArchiveFailed {
    if (!ON_MEDIA.matcher(name).matches()) {
      throw new ArchiveFailed("the archive's ZIP has an entry with an unsafe name");
    }
  }

  /** Ends the ZIP. */
  void finish() throws IOException {
    zip.putNextEntry(new ZipEntry(README));
    String text = Messages.text("download.readme", progress.objects());
    zip.write(text.getBytes(StandardCharsets.UTF_8));
    zip.closeEntry();
    zip.finish();
    zip.flush();
  }

  private void add(String name, DicomFile file) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    transfer.copy(file.content(), zip);
    zip.closeEntry();
    zip.flush();
    if (!name.equals(DICOMDIR)) {
      progress.objectSent();
    }
  }

  private static DicomFile opened(InputStream content) throws IOException {
    try {
      return DicomFile.of(content);
    } catch (IOException e) {
      throw new ArchiveFailed(e);
    }
  }

  private static @Nullable ZipEntry next(ZipInputStream from) throws IOException {
    try {
      return from.getNextEntry();
    } catch (IOException e) {
      throw new ArchiveFailed(e);
    }
  }

  /** Releases memory; an unfinished ZIP stays unfinished. */
  @Override
  public void close() {
    zip.release();
  }

  /** An entry, whose reader must not close the whole ZIP. */
  private static final class OneEntry extends FilterInputStream {
    OneEntry(InputStream zip) {
      super(zip);
    }

    @Override
    public void close() {
      // The ZIP stays open for the next entry.
    }
  }

  /** Closing a stream of the JDK would write the directory, also of an incomplete ZIP. */
  private static final class Writer extends ZipOutputStream {
    Writer(OutputStream out) {
      super(out);
    }

    void release() {
      def.end();
    }
  }
}
