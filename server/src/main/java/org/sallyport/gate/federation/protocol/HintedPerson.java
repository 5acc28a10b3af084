package org.sallyport.gate.federation.protocol;

/**
 * Whom an issuer means by a token that is no proof of a sign-in here, and was checked in all other
 * respects.
 *
 * @param subject the id that the person keeps there, as in {@link ProvedPerson}
 * @param pairwise the id that the person has for the client of the token ({@code sub})
 */
public record HintedPerson(String subject, String pairwise) {}
