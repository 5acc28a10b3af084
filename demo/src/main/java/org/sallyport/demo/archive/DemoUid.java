package org.sallyport.demo.archive;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** UIDs derived from names (PS3.5 section B.2): the same name gives the same UID at every start. */
public final class DemoUid {
  private DemoUid() {}

  public static String of(String... names) {
    byte[] name = ("sallyport demo " + String.join("/", names)).getBytes(StandardCharsets.UTF_8);
    UUID uuid = UUID.nameUUIDFromBytes(name);
    byte[] bytes =
        ByteBuffer.allocate(2 * Long.BYTES)
            .putLong(uuid.getMostSignificantBits())
            .putLong(uuid.getLeastSignificantBits())
            .array();
    return "2.25." + new BigInteger(1, bytes);
  }
}
