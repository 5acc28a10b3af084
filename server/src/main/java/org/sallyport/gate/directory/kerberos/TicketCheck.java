package org.sallyport.gate.directory.kerberos;

import com.unboundid.asn1.ASN1Exception;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionException;
import javax.security.auth.Subject;
import javax.security.auth.kerberos.KerberosKey;
import org.ietf.jgss.GSSContext;
import org.ietf.jgss.GSSCredential;
import org.ietf.jgss.GSSException;
import org.ietf.jgss.GSSManager;
import org.ietf.jgss.Oid;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.directory.settings.KerberosProperties;

/**
 * Checks what browsers send behind {@code Negotiate} (RFC 4559): one token with a Kerberos ticket
 * for the service principal, in SPNEGO (RFC 4178) or bare (RFC 4121). Java checks the ticket, its
 * times, and that the same authenticator did not come before to this server. Delegated credentials
 * are not used. A second round, which would be another mechanism, is refused.
 */
public final class TicketCheck {
  private static final byte[] NTLM = "NTLMSSP\0".getBytes(StandardCharsets.US_ASCII);
  private static final Oid[] MECHANISMS = {oid("1.3.6.1.5.5.2"), oid("1.2.840.113554.1.2.2")};

  private final ServiceKeys keys;

  /** Reads nothing yet. */
  public TicketCheck(KerberosProperties properties) {
    this.keys = new ServiceKeys(properties);
  }

  private static Oid oid(String dotted) {
    try {
      return new Oid(dotted);
    } catch (GSSException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Checks a token.
   *
   * @throws TicketRefused if it proves nobody
   */
  public TicketOwner check(byte[] token) throws TicketRefused {
    if (keys.isOpenToOthers()) {
      throw refused(token, "others than its owner and its group may read the keytab");
    }
    List<KerberosKey> strong = keys.strong();
    if (strong.isEmpty()) {
      throw refused(token, "the keytab has no AES key of the principal");
    }
    Subject subject =
        new Subject(true, Set.of(keys.principal()), Set.of(), new HashSet<Object>(strong));
    try {
      return Subject.callAs(subject, () -> accept(token));
    } catch (CompletionException e) {
      throw refused(token, String.valueOf(e.getCause() == null ? e : e.getCause().getMessage()));
    }
  }

  private static TicketOwner accept(byte[] token) throws GSSException, ASN1Exception {
    GSSManager manager = GSSManager.getInstance();
    GSSContext context =
        manager.createContext(
            manager.createCredential(
                null, GSSCredential.INDEFINITE_LIFETIME, MECHANISMS, GSSCredential.ACCEPT_ONLY));
    try {
      byte[] answer = context.acceptSecContext(token, 0, token.length);
      if (!context.isEstablished()) {
        throw new GSSException(GSSException.BAD_MECH, 0, "the browser proposes no Kerberos ticket");
      }
      return owner(context, answer);
    } finally {
      context.dispose();
    }
  }

  private static TicketOwner owner(GSSContext context, byte @Nullable [] answer)
      throws GSSException, ASN1Exception {
    String client = context.getSrcName().toString();
    int at = client.lastIndexOf('@');
    String name = client.substring(0, Math.max(at, 0)).replace("\\@", "@");
    if (name.isEmpty() || name.indexOf('/') >= 0 || name.indexOf('\\') >= 0) {
      throw new GSSException(GSSException.BAD_NAME, 0, "the ticket is not that of a person");
    }
    TicketDetails details = new TicketDetails(context);
    return new TicketOwner(
        name, client.substring(at + 1), details.sid(), details.authenticatedAt(), answer);
  }

  private static TicketRefused refused(byte[] token, String message) {
    return new TicketRefused(message, contains(token, NTLM));
  }

  private static boolean contains(byte[] all, byte[] part) {
    return new String(all, StandardCharsets.ISO_8859_1)
        .contains(new String(part, StandardCharsets.ISO_8859_1));
  }
}
