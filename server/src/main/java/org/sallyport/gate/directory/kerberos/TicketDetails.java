package org.sallyport.gate.directory.kerberos;

import com.sun.security.jgss.AuthorizationDataEntry;
import com.sun.security.jgss.ExtendedGSSContext;
import com.sun.security.jgss.InquireType;
import com.unboundid.asn1.ASN1Exception;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.ietf.jgss.GSSContext;
import org.ietf.jgss.GSSException;
import org.jspecify.annotations.Nullable;

/**
 * What an accepted ticket says besides its owner's name. Only the JDK's own interface tells it
 * (module jdk.security.jgss), which is why the check for portability leaves this class out.
 */
final class TicketDetails {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMddHHmmss'Z'", Locale.ROOT);

  /** AD-IF-RELEVANT (RFC 4120 section 5.2.6.1). */
  private static final int IF_RELEVANT = 1;

  private final ExtendedGSSContext context;

  TicketDetails(GSSContext context) {
    this.context = (ExtendedGSSContext) context;
  }

  /** When the domain authenticated the owner. */
  Instant authenticatedAt() throws GSSException {
    String text = (String) context.inquireSecContext(InquireType.KRB5_GET_AUTHTIME);
    return LocalDateTime.parse(text, TIME).toInstant(ZoneOffset.UTC);
  }

  /**
   * The owner's security identifier; null if the ticket has none.
   *
   * @throws ASN1Exception if the ticket's authorization data is malformed
   */
  byte @Nullable [] sid() throws GSSException, ASN1Exception {
    AuthorizationDataEntry[] data =
        (AuthorizationDataEntry[]) context.inquireSecContext(InquireType.KRB5_GET_AUTHZ_DATA);
    if (data == null) {
      return null;
    }
    for (AuthorizationDataEntry entry : data) {
      byte[] sid = entry.getType() == IF_RELEVANT ? Pac.sid(entry.getData()) : null;
      if (sid != null) {
        return sid;
      }
    }
    return null;
  }
}
