package org.sallyport.portal.studies.publish.document;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Attributes of a DICOM object, written in Explicit VR Little Endian (PS3.5 section 7.1.2) in the
 * order of their tags. Text is in UTF-8, which the object has to say (0008,0005).
 */
public final class DataSet {
  /** Value representations with a length of four bytes (PS3.5 section 7.1.2). */
  private static final Set<String> LONG = Set.of("OB", "SQ", "UT");

  private static final int ITEM = 0xFFFEE000;

  private final Map<Integer, Element> elements = new TreeMap<>(Integer::compareUnsigned);

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Element(String vr, byte[] value) {}

  /** Puts text values; none is an attribute without a value. */
  public DataSet put(int tag, String vr, String... values) {
    byte padding = (byte) (vr.equals("UI") ? 0 : ' ');
    byte[] text = String.join("\\", values).getBytes(StandardCharsets.UTF_8);
    return put(tag, vr, even(text, padding));
  }

  /** Puts coordinates (FL). */
  DataSet coordinates(int tag, List<Double> values) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    values.forEach(
        value -> bytes.writeBytes(littleEndian(Float.BYTES).putFloat(value.floatValue()).array()));
    return put(tag, "FL", bytes.toByteArray());
  }

  /** Puts a number of 32 bits (UL). */
  public DataSet put(int tag, int value) {
    return put(tag, "UL", littleEndian(Integer.BYTES).putInt(value).array());
  }

  /** Puts a value as it is written. */
  public DataSet put(int tag, String vr, byte[] value) {
    elements.put(tag, new Element(vr, even(value, (byte) 0)));
    return this;
  }

  /** Puts a sequence. */
  DataSet sequence(int tag, List<DataSet> items) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (DataSet item : items) {
      byte[] content = item.bytes();
      bytes.writeBytes(tag(ITEM));
      bytes.writeBytes(littleEndian(Integer.BYTES).putInt(content.length).array());
      bytes.writeBytes(content);
    }
    return put(tag, "SQ", bytes.toByteArray());
  }

  public byte[] bytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    elements.forEach((tag, element) -> write(bytes, tag, element));
    return bytes.toByteArray();
  }

  private static void write(ByteArrayOutputStream bytes, int tag, Element element) {
    bytes.writeBytes(tag(tag));
    bytes.writeBytes(element.vr().getBytes(StandardCharsets.US_ASCII));
    int length = element.value().length;
    bytes.writeBytes(
        LONG.contains(element.vr())
            ? littleEndian(Short.BYTES + Integer.BYTES).putShort((short) 0).putInt(length).array()
            : littleEndian(Short.BYTES).putShort((short) length).array());
    bytes.writeBytes(element.value());
  }

  private static byte[] tag(int tag) {
    return littleEndian(Integer.BYTES)
        .putShort((short) (tag >>> Short.SIZE))
        .putShort((short) tag)
        .array();
  }

  private static byte[] even(byte[] value, byte padding) {
    if (value.length % 2 == 0) {
      return value;
    }
    return ByteBuffer.allocate(value.length + 1).put(value).put(padding).array();
  }

  private static ByteBuffer littleEndian(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** The tags that there are, without values. */
  @Override
  public String toString() {
    return elements.keySet().stream()
        .map(Integer::toHexString)
        .collect(Collectors.joining(" ", "DataSet[", "]"));
  }
}
