package org.sallyport.gate.directory.kerberos;

/** A token proves nobody. */
public final class TicketRefused extends Exception {
  private static final long serialVersionUID = 1;

  private final boolean ntlm;

  TicketRefused(String message, boolean ntlm) {
    super(message);
    this.ntlm = ntlm;
  }

  /** Whether the browser sent an NTLM message because it has no ticket. */
  public boolean isNtlm() {
    return ntlm;
  }
}
