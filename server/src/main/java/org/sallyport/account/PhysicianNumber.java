package org.sallyport.account;

/**
 * A number under which archives know a physician.
 *
 * @param issuer who gave the number, as archives name it
 */
public record PhysicianNumber(String issuer, String number) {}
