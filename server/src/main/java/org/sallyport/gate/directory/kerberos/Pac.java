package org.sallyport.gate.directory.kerberos;

import com.unboundid.asn1.ASN1Element;
import com.unboundid.asn1.ASN1Exception;
import com.unboundid.asn1.ASN1Integer;
import com.unboundid.asn1.ASN1OctetString;
import com.unboundid.asn1.ASN1Sequence;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * The privilege attribute certificate, by which a domain controller says in a ticket whose it is
 * (MS-PAC). It is part of what only the domain and the service have the key for.
 */
final class Pac {
  /** AD-WIN2K-PAC (RFC 4120 section 7.5.4). */
  private static final int WIN2K_PAC = 128;

  /** UPN_DNS_INFO (MS-PAC 2.10). */
  private static final int NAMES = 12;

  /** Its flag S: the extended form, which has the security identifier. */
  private static final int HAS_SID = 2;

  private static final int COUNT_AND_VERSION = 8;
  private static final int BUFFER = 16;
  private static final int AT_FLAGS = 8;
  private static final int AT_SID_LENGTH = 16;

  private Pac() {}

  /**
   * The security identifier of the ticket's owner; null if there is none.
   *
   * @param container the value of AD-IF-RELEVANT
   * @throws ASN1Exception if the container is malformed
   * @throws IndexOutOfBoundsException if the certificate is cut off
   */
  static byte @Nullable [] sid(byte[] container) throws ASN1Exception {
    for (ASN1Element element : ASN1Sequence.decodeAsSequence(container).elements()) {
      ASN1Element[] parts = ASN1Sequence.decodeAsSequence(element).elements();
      ASN1Element type = ASN1Element.decode(parts[0].getValue());
      if (ASN1Integer.decodeAsInteger(type).intValue() == WIN2K_PAC) {
        ASN1Element value = ASN1Element.decode(parts[1].getValue());
        return sidOf(ByteBuffer.wrap(ASN1OctetString.decodeAsOctetString(value).getValue()));
      }
    }
    return null;
  }

  private static byte @Nullable [] sidOf(ByteBuffer pac) {
    pac.order(ByteOrder.LITTLE_ENDIAN);
    int count = pac.getInt(0);
    for (int i = 0; i < count; i++) {
      int at = COUNT_AND_VERSION + i * BUFFER;
      if (pac.getInt(at) == NAMES) {
        int offset = Math.toIntExact(pac.getLong(at + Long.BYTES));
        return sidOfNames(pac.slice(offset, pac.getInt(at + Integer.BYTES)));
      }
    }
    return null;
  }

  private static byte @Nullable [] sidOfNames(ByteBuffer names) {
    names.order(ByteOrder.LITTLE_ENDIAN);
    if ((names.getInt(AT_FLAGS) & HAS_SID) == 0) {
      return null;
    }
    byte[] sid = new byte[Short.toUnsignedInt(names.getShort(AT_SID_LENGTH))];
    names.get(Short.toUnsignedInt(names.getShort(AT_SID_LENGTH + Short.BYTES)), sid);
    return sid;
  }
}
