package org.sallyport.demo.archive;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.sallyport.portal.studies.publish.document.DataSet;

/**
 * A loop of greys as a DICOM file (PS3.10) without anything else: the archive makes no object with
 * several frames, but changes the attributes of one.
 */
final class UltrasoundFile {
  static final String ULTRASOUND_MULTIFRAME = "1.2.840.10008.5.1.4.1.1.3.1";
  private static final String EXPLICIT_LITTLE_ENDIAN = "1.2.840.10008.1.2.1";
  private static final int PREAMBLE = 128;
  private static final int FRAME_TIME_GROUP = 0x0018;
  private static final int FRAME_TIME_ELEMENT = 0x1063;

  private UltrasoundFile() {}

  /**
   * The file.
   *
   * @param pixels the frames, one after the other, a byte a pixel
   * @param frameMillis how long each is shown
   */
  static byte[] of(byte[] pixels, int columns, int rows, int frames, int frameMillis) {
    String object = DemoUid.of("loop", String.valueOf(pixels.length));
    DataSet set =
        new DataSet()
            .put(0x00080016, "UI", ULTRASOUND_MULTIFRAME)
            .put(0x00080018, "UI", object)
            .put(0x0020000D, "UI", DemoUid.of("loop", "study"))
            .put(0x0020000E, "UI", DemoUid.of("loop", "series"))
            .put(0x00100020, "LO", "loop")
            .put(0x00181063, "DS", String.valueOf(frameMillis))
            .put(0x00280002, "US", shorts(1))
            .put(0x00280004, "CS", "MONOCHROME2")
            .put(0x00280008, "IS", String.valueOf(frames))
            .put(0x00280009, "AT", shorts(FRAME_TIME_GROUP, FRAME_TIME_ELEMENT))
            .put(0x00280010, "US", shorts(rows))
            .put(0x00280011, "US", shorts(columns))
            .put(0x00280100, "US", shorts(8))
            .put(0x00280101, "US", shorts(8))
            .put(0x00280102, "US", shorts(7))
            .put(0x00280103, "US", shorts(0))
            .put(0x00282110, "CS", "00")
            .put(0x7FE00010, "OB", pixels);
    return file(object, set);
  }

  private static byte[] file(String object, DataSet set) {
    byte[] meta =
        new DataSet()
            .put(0x00020001, "OB", new byte[] {0, 1})
            .put(0x00020002, "UI", ULTRASOUND_MULTIFRAME)
            .put(0x00020003, "UI", object)
            .put(0x00020010, "UI", EXPLICIT_LITTLE_ENDIAN)
            .bytes();
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.writeBytes(new byte[PREAMBLE]);
    file.writeBytes("DICM".getBytes(StandardCharsets.US_ASCII));
    file.writeBytes(new DataSet().put(0x00020000, meta.length).bytes());
    file.writeBytes(meta);
    file.writeBytes(set.bytes());
    return file.toByteArray();
  }

  private static byte[] shorts(int... values) {
    ByteBuffer bytes =
        ByteBuffer.allocate(values.length * Short.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (int value : values) {
      bytes.putShort((short) value);
    }
    return bytes.array();
  }
}
