package org.sallyport.portal.studies.objects;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Arrays;

/**
 * A DICOM file (PS3.10 section 7.1) as it is sent. Its first 128 bytes have no meaning in DICOM, so
 * a program can be hidden there and the file be run: they are sent as zeros.
 *
 * @param isDicom whether the prefix "DICM" is where it must be
 * @param content the whole file
 */
public record DicomFile(boolean isDicom, InputStream content) {
  private static final int PREAMBLE = 128;
  private static final byte[] PREFIX = {'D', 'I', 'C', 'M'};

  /** Reads the beginning of a file, and neutralises its preamble. */
  public static DicomFile of(InputStream file) throws IOException {
    byte[] head = file.readNBytes(PREAMBLE + PREFIX.length);
    boolean is =
        head.length == PREAMBLE + PREFIX.length
            && Arrays.equals(head, PREAMBLE, head.length, PREFIX, 0, PREFIX.length);
    if (is) {
      Arrays.fill(head, 0, PREAMBLE, (byte) 0);
    }
    return new DicomFile(is, new SequenceInputStream(new ByteArrayInputStream(head), file));
  }
}
