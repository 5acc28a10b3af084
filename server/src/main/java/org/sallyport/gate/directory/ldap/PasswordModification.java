package org.sallyport.gate.directory.ldap;

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
 * Changes a password by its owner, who gives the old one and the new one. In Active Directory the
 * service account sends both at once, which also works for a password that has expired and needs no
 * right to reset passwords (MS-ADTS 3.1.1.3.1.5.1); elsewhere the owner does (RFC 3062).
 */
final class PasswordModification {
  private static final String ATTRIBUTE = "unicodePwd";

  /** ERROR_INVALID_PASSWORD. */
  private static final String WRONG = "00000056";

  /** ERROR_ACCOUNT_LOCKED_OUT. */
  private static final String LOCKED = "00000775";

  private PasswordModification() {}

  /** Changes the password, on this server alone, once. */
  static PasswordAnswer change(
      LdapServer server, DirectoryKind kind, String dn, String old, String next) {
    if (old.isEmpty() || next.isEmpty()) {
      throw new IllegalArgumentException("an empty password");
    }
    try {
      return kind == DirectoryKind.ACTIVE_DIRECTORY
          ? server.onceAsService(connection -> modify(connection, dn, old, next))
          : server.once(connection -> asOwner(connection, dn, old, next));
    } catch (LDAPException e) {
      if (LdapServer.isUnanswered(e)) {
        return PasswordAnswer.NONE;
      }
      return e.getResultCode().equals(ResultCode.INVALID_CREDENTIALS)
          ? PasswordAnswer.WRONG_OLD
          : refused(e.toLDAPResult());
    }
  }

  private static PasswordAnswer modify(
      LDAPConnection connection, String dn, String old, String next) throws LDAPException {
    LDAPResult result =
        connection.modify(
            new ModifyRequest(
                dn,
                new Modification(ModificationType.DELETE, ATTRIBUTE, quoted(old)),
                new Modification(ModificationType.ADD, ATTRIBUTE, quoted(next))));
    return result.getResultCode().equals(ResultCode.SUCCESS)
        ? PasswordAnswer.CHANGED
        : refused(result);
  }

  private static byte[] quoted(String password) {
    return ('"' + password + '"').getBytes(StandardCharsets.UTF_16LE);
  }

  private static PasswordAnswer asOwner(
      LDAPConnection connection, String dn, String old, String next) throws LDAPException {
    connection.bind(new SimpleBindRequest(dn, old));
    ExtendedResult result =
        connection.processExtendedOperation(new PasswordModifyExtendedRequest(dn, old, next));
    return result.getResultCode().equals(ResultCode.SUCCESS)
        ? PasswordAnswer.CHANGED
        : refused(result);
  }

  private static PasswordAnswer refused(LDAPResult result) {
    String diagnostic = String.valueOf(result.getDiagnosticMessage()).toUpperCase(Locale.ROOT);
    if (diagnostic.contains(WRONG)) {
      return PasswordAnswer.WRONG_OLD;
    }
    if (diagnostic.contains(LOCKED)) {
      return PasswordAnswer.LOCKED;
    }
    return result.getResultCode().equals(ResultCode.CONSTRAINT_VIOLATION)
            || result.getResultCode().equals(ResultCode.UNWILLING_TO_PERFORM)
        ? PasswordAnswer.REFUSED_BY_POLICY
        : PasswordAnswer.NONE;
  }
}
