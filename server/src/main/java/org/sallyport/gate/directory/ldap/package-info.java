/** Servers of a directory, reached by LDAP (RFC 4511): searches, binds, changes of passwords. */
@NamedInterface("ldap")
package org.sallyport.gate.directory.ldap;

import org.springframework.modulith.NamedInterface;
