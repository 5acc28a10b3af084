package org.sallyport.gate.account.contact;

import org.sallyport.platform.messages.Messages;

/** The result of parsing an e-mail address; {@link #words} is the error message at the field. */
public sealed interface Email {

  /** A valid address, its domain in lower case. */
  record Address(String value) implements Email {
    @Override
    public String words() {
      return "";
    }
  }

  record NoAddress() implements Email {
    @Override
    public String words() {
      return Messages.text("common.email.no-address");
    }
  }

  /** The error message; empty if the address is valid. */
  String words();
}
