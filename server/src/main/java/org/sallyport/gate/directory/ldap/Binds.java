package org.sallyport.gate.directory.ldap;

import com.unboundid.ldap.sdk.LDAPBindException;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.LDAPResult;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SimpleBindRequest;
import com.unboundid.ldap.sdk.experimental.DraftBeheraLDAPPasswordPolicy10ErrorType;
import com.unboundid.ldap.sdk.experimental.DraftBeheraLDAPPasswordPolicy10RequestControl;
import com.unboundid.ldap.sdk.experimental.DraftBeheraLDAPPasswordPolicy10ResponseControl;
import com.unboundid.ldap.sdk.experimental.DraftBeheraLDAPPasswordPolicy10WarningType;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.directory.settings.DirectoryKind;

/** Checks passwords by binding as their owner (RFC 4513), and reads what the answer means. */
final class Binds {
  private static final Pattern DATA = Pattern.compile("\\bdata ([0-9a-f]{1,8})\\b");

  private Binds() {}

  /**
   * Binds once, on this server alone.
   *
   * @param password not empty: RFC 4513 section 5.1.2 has an empty one succeed for everybody
   */
  static BindAnswer bind(LdapServer server, DirectoryKind kind, String dn, String password) {
    if (password.isEmpty() || dn.isEmpty()) {
      throw new IllegalArgumentException("a bind without a name or a password proves nothing");
    }
    SimpleBindRequest request =
        kind == DirectoryKind.ACTIVE_DIRECTORY
            ? new SimpleBindRequest(dn, password)
            : new SimpleBindRequest(
                dn, password, new DraftBeheraLDAPPasswordPolicy10RequestControl());
    try {
      return server.once(connection -> success(kind, connection.bind(request)));
    } catch (LDAPBindException e) {
      return refused(kind, e, e.getBindResult());
    } catch (LDAPException e) {
      return refused(kind, e, e.toLDAPResult());
    }
  }

  private static BindAnswer success(DirectoryKind kind, LDAPResult result) {
    return kind == DirectoryKind.ACTIVE_DIRECTORY
        ? BindAnswer.RIGHT
        : policyError(result).filter(BindAnswer::mustChange).orElse(BindAnswer.RIGHT);
  }

  private static BindAnswer refused(DirectoryKind kind, LDAPException e, LDAPResult result) {
    if (isInactivated(kind, result)) {
      return BindAnswer.INACTIVE;
    }
    if (LdapServer.isUnanswered(e)) {
      return BindAnswer.NONE;
    }
    if (kind == DirectoryKind.ACTIVE_DIRECTORY) {
      return BindAnswer.ofActiveDirectory(data(result.getDiagnosticMessage()))
          .orElse(BindAnswer.WRONG);
    }
    return policyError(result).orElse(BindAnswer.WRONG);
  }

  /**
   * The directory server 389 answers 53 for an inactivated account, whatever the password, and says
   * in the control that it is locked; 53 alone says nothing of the account.
   */
  private static boolean isInactivated(DirectoryKind kind, LDAPResult result) {
    return kind == DirectoryKind.DS389
        && result.getResultCode().equals(ResultCode.UNWILLING_TO_PERFORM)
        && policyError(result).filter(it -> it == BindAnswer.LOCKED).isPresent();
  }

  private static @Nullable String data(@Nullable String diagnostic) {
    Matcher matcher = DATA.matcher(diagnostic == null ? "" : diagnostic);
    return matcher.find() ? matcher.group(1) : null;
  }

  /** What the control of draft-behera-ldap-password-policy-10 says besides the result. */
  private static Optional<BindAnswer> policyError(LDAPResult result) {
    try {
      DraftBeheraLDAPPasswordPolicy10ResponseControl control =
          DraftBeheraLDAPPasswordPolicy10ResponseControl.get(result);
      if (control == null) {
        return Optional.empty();
      }
      DraftBeheraLDAPPasswordPolicy10ErrorType error = control.getErrorType();
      if (error == null) {
        // One of the sign-ins that an expired password still has: no error, and yet too old.
        return control.getWarningType()
                == DraftBeheraLDAPPasswordPolicy10WarningType.GRACE_LOGINS_REMAINING
            ? Optional.of(BindAnswer.EXPIRED)
            : Optional.empty();
      }
      return switch (error) {
        case PASSWORD_EXPIRED -> Optional.of(BindAnswer.EXPIRED);
        case CHANGE_AFTER_RESET -> Optional.of(BindAnswer.MUST_CHANGE);
        case ACCOUNT_LOCKED -> Optional.of(BindAnswer.LOCKED);
        default -> Optional.empty();
      };
    } catch (LDAPException e) {
      return Optional.empty();
    }
  }
}
