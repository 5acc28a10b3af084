package org.sallyport.gate.directory.ldap;

import com.unboundid.ldap.sdk.LDAPException;

/** No server of a directory answered in time, or none let the service account in. */
public final class LdapUnreachable extends Exception {
  private static final long serialVersionUID = 1L;

  LdapUnreachable(String directory, Throwable cause) {
    super("the directory " + directory + " cannot be used: " + words(cause), cause);
  }

  private static String words(Throwable cause) {
    return cause instanceof LDAPException e
        ? LdapFault.words(e)
        : String.valueOf(cause.getMessage());
  }
}
