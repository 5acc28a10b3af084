package org.sallyport.gate.delivery.sms.smpp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class BoundedReaderTest {
  private static DataInputStream unit(int length) {
    byte[] header = ByteBuffer.allocate(16).putInt(length).putInt(0x80000009).array();
    return new DataInputStream(new ByteArrayInputStream(header));
  }

  @Test
  void aUnitOfSmppIsRead() throws Exception {
    assertThat(new BoundedReader().readPDUHeader(unit(64 << 10)).getCommandLength())
        .isEqualTo(64 << 10);
  }

  @Test
  void I07_aUnitOfAGigabyteIsNotRead() {
    assertThatIOException()
        .isThrownBy(() -> new BoundedReader().readPDUHeader(unit(1 << 30)))
        .withMessage("a unit of 1073741824 bytes");
  }
}
