package org.sallyport.gate.directory.ldap;

/**
 * The owner of a Kerberos ticket, as the directory has them now.
 *
 * @param person without groups
 * @param standing what a sign-in with their password would be answered: never {@link
 *     BindAnswer#WRONG} or {@link BindAnswer#NONE}
 */
public record Owner(Person person, BindAnswer standing) {}
