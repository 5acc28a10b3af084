package org.sallyport.gate.delivery.sms.smpp;

import java.io.DataInputStream;
import java.io.IOException;
import org.jsmpp.DefaultPDUReader;
import org.jsmpp.InvalidCommandLengthException;
import org.jsmpp.bean.Command;

/** Refuses units of data that are longer than any of SMPP: memory is not the centre's to take. */
final class BoundedReader extends DefaultPDUReader {
  private static final int MAX_BYTES = 64 << 10;

  @Override
  public Command readPDUHeader(DataInputStream in)
      throws InvalidCommandLengthException, IOException {
    Command header = super.readPDUHeader(in);
    if (header.getCommandLength() > MAX_BYTES) {
      throw new IOException("a unit of " + header.getCommandLength() + " bytes");
    }
    return header;
  }
}
