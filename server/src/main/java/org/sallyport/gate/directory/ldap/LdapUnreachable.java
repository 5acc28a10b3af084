package org.sallyport.gate.directory.ldap;

import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;

/** No server of a directory answered in time, or none let the service account in. */
public final class LdapUnreachable extends Exception {
  private static final long serialVersionUID = 1L;
  private static final int CONNECT_ERROR = 91;

  LdapUnreachable(String directory, Throwable cause) {
    super("the directory " + directory + " cannot be used: " + words(cause), cause);
  }

  private static String words(Throwable cause) {
    return cause instanceof LDAPException e ? words(e) : String.valueOf(cause.getMessage());
  }

  /** Why a server cannot be used, in words for doctor, the log and health. */
  static String words(LDAPException e) {
    return switch (e.getResultCode().intValue()) {
      case 49 -> "the service account is refused: look at bind-dn and bind-password";
      case 8 -> "the server wants encryption: write ldaps://, or leave clear-text-on-loopback out";
      case 32 -> "there is no entry with the name of base-dn or group-base-dn";
      case CONNECT_ERROR, ResultCode.SERVER_DOWN_INT_VALUE -> ofConnection(e);
      default -> e.getExceptionMessage();
    };
  }

  /** The library's own message repeats each cause in the next one. */
  private static String ofConnection(LDAPException e) {
    Throwable first = e;
    while (first.getCause() != null) {
      first = first.getCause();
    }
    String text = String.valueOf(first.getMessage());
    return switch (first) {
      case UnknownHostException _ -> "its name is not found: look at urls, and at the DNS";
      case SocketTimeoutException _ -> "it does not answer within timeout";
      case ConnectException _ -> "nothing answers there: " + text;
      case CertificateException _ -> ofCertificate(text);
      case LDAPException _ when text.contains("hostname") -> ofName(text);
      default -> "the connection failed: " + text;
    };
  }

  private static String ofCertificate(String text) {
    return "its certificate is not trusted; ca-file must have that of the authority that signed it: "
        + text;
  }

  private static String ofName(String text) {
    return "its certificate is for another name than the one in urls: " + text;
  }
}
