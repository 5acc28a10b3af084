package org.sallyport.gate.directory.ldap;

import com.unboundid.asn1.ASN1Integer;
import com.unboundid.asn1.ASN1OctetString;
import com.unboundid.asn1.ASN1Sequence;
import com.unboundid.ldap.sdk.Control;
import com.unboundid.ldap.sdk.ExtendedResult;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.LDAPResult;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import com.unboundid.ldap.sdk.ModifyRequest;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SimpleBindRequest;
import com.unboundid.ldap.sdk.extensions.PasswordModifyExtendedRequest;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.sallyport.gate.directory.settings.DirectoryKind;

/**
 * Changes a password by its owner, who gives the old one and the new one, or sets a new one for an
 * owner who forgot it. In Active Directory the service account sends both at once, which also works
 * for a password that has expired and needs no right to reset passwords (MS-ADTS 3.1.1.3.1.5.1);
 * elsewhere the owner does (RFC 3062). A new one alone is sent by the service account everywhere.
 */
final class PasswordModification {
  private static final String ATTRIBUTE = "unicodePwd";

  /** ERROR_INVALID_PASSWORD. */
  private static final String WRONG = "00000056";

  /** ERROR_ACCOUNT_LOCKED_OUT. */
  private static final String LOCKED = "00000775";

  /**
   * LDAP_SERVER_POLICY_HINTS_OID (MS-ADTS 3.1.1.3.4.1.27): a new password that is set by another
   * account is held against the history, too. Not critical: Samba does not know it.
   */
  private static final Control POLICY_HINTS =
      new Control(
          "1.2.840.113556.1.4.2239",
          false,
          new ASN1OctetString(new ASN1Sequence(new ASN1Integer(1)).encode()));

  private PasswordModification() {}

  /** Changes the password, on this server alone, once. */
  static PasswordAnswer change(
      LdapServer server, DirectoryKind kind, String dn, String old, String next) {
    if (old.isEmpty() || next.isEmpty()) {
      throw new IllegalArgumentException("an empty password");
    }
    try {
      return kind == DirectoryKind.ACTIVE_DIRECTORY
          ? server.onceAsService(
              connection ->
                  answer(
                      connection.modify(
                          new ModifyRequest(
                              dn,
                              new Modification(ModificationType.DELETE, ATTRIBUTE, quoted(old)),
                              new Modification(ModificationType.ADD, ATTRIBUTE, quoted(next))))))
          : server.once(connection -> asOwner(connection, dn, old, next));
    } catch (LDAPException e) {
      return e.getResultCode().equals(ResultCode.INVALID_CREDENTIALS)
          ? PasswordAnswer.WRONG_OLD
          : answer(e);
    }
  }

  /** Sets the password of an owner who forgot it, on this server alone, once. */
  static PasswordAnswer reset(LdapServer server, DirectoryKind kind, String dn, String next) {
    if (next.isEmpty()) {
      throw new IllegalArgumentException("an empty password");
    }
    try {
      return server.onceAsService(
          connection ->
              answer(
                  kind == DirectoryKind.ACTIVE_DIRECTORY
                      ? connection.modify(replacement(dn, next))
                      : connection.processExtendedOperation(
                          new PasswordModifyExtendedRequest(dn, null, next))));
    } catch (LDAPException e) {
      return answer(e);
    }
  }

  private static ModifyRequest replacement(String dn, String next) {
    ModifyRequest request =
        new ModifyRequest(dn, new Modification(ModificationType.REPLACE, ATTRIBUTE, quoted(next)));
    request.addControl(POLICY_HINTS);
    return request;
  }

  private static byte[] quoted(String password) {
    return ('"' + password + '"').getBytes(StandardCharsets.UTF_16LE);
  }

  private static PasswordAnswer asOwner(
      LDAPConnection connection, String dn, String old, String next) throws LDAPException {
    connection.bind(new SimpleBindRequest(dn, old));
    ExtendedResult result =
        connection.processExtendedOperation(new PasswordModifyExtendedRequest(dn, old, next));
    return answer(result);
  }

  private static PasswordAnswer answer(LDAPException e) {
    return LdapServer.isUnanswered(e) ? PasswordAnswer.NONE : answer(e.toLDAPResult());
  }

  private static PasswordAnswer answer(LDAPResult result) {
    if (result.getResultCode().equals(ResultCode.SUCCESS)) {
      return PasswordAnswer.CHANGED;
    }
    String diagnostic = String.valueOf(result.getDiagnosticMessage()).toUpperCase(Locale.ROOT);
    if (diagnostic.contains(WRONG)) {
      return PasswordAnswer.WRONG_OLD;
    }
    if (diagnostic.contains(LOCKED)) {
      return PasswordAnswer.LOCKED;
    }
    if (result.getResultCode().equals(ResultCode.INSUFFICIENT_ACCESS_RIGHTS)) {
      return PasswordAnswer.NO_RIGHT;
    }
    return result.getResultCode().equals(ResultCode.CONSTRAINT_VIOLATION)
            || result.getResultCode().equals(ResultCode.UNWILLING_TO_PERFORM)
        ? PasswordAnswer.REFUSED_BY_POLICY
        : PasswordAnswer.NONE;
  }
}
