package org.sallyport.staff.admin.letters;

/**
 * A letter to the owner of an account. It carries a code, so it is shown once and never stored.
 *
 * @param issuer the installation's name
 * @param name of the owner
 * @param address of the portal, also in the QR code; the code is not in it
 * @param until the last moment of the code, as text
 */
public record Letter(
    String issuer, String name, String username, String address, String code, String until) {

  /** Omits the code. */
  @Override
  public String toString() {
    return "Letter[" + username + "]";
  }
}
