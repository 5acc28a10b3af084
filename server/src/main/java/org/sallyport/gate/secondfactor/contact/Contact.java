package org.sallyport.gate.secondfactor.contact;

import org.sallyport.gate.account.contact.Emails;
import org.sallyport.gate.account.contact.Phones;
import org.sallyport.gate.secondfactor.Purpose;

/** A contact that a person entered, to be verified by a code sent to it (rule 28). */
public sealed interface Contact {

  /** A mobile number in E.164. */
  record Mobile(String value) implements Contact {
    @Override
    public Purpose purpose() {
      return Purpose.PHONE;
    }

    @Override
    public String shown() {
      return Phones.international(value);
    }

    @Override
    public String masked() {
      return Phones.mask(value);
    }

    @Override
    public String toString() {
      return masked();
    }
  }

  /** An e-mail address. */
  record Mailbox(String value) implements Contact {
    @Override
    public Purpose purpose() {
      return Purpose.EMAIL;
    }

    @Override
    public String shown() {
      return value;
    }

    @Override
    public String masked() {
      return Emails.mask(value);
    }

    @Override
    public String toString() {
      return masked();
    }
  }

  /** The value as stored. */
  String value();

  /** The purpose of its verification code. */
  Purpose purpose();

  /** Unmasked, for the person who entered it, so that typing errors are visible. */
  String shown();

  /** Masked, for all other pages and for events. */
  String masked();
}
