package org.sallyport.gate.secondfactor.otp;

import org.sallyport.gate.account.contact.Emails;
import org.sallyport.gate.account.contact.Phones;
import org.sallyport.gate.delivery.Channel;
import org.sallyport.gate.secondfactor.contact.Contact;

/** The destination of a code. */
record Destination(Channel channel, String to) {

  static Destination sms(String phone) {
    return new Destination(Channel.SMS, phone);
  }

  static Destination call(String phone) {
    return new Destination(Channel.VOICE, phone);
  }

  static Destination email(String address) {
    return new Destination(Channel.EMAIL, address);
  }

  static Destination of(Contact contact) {
    return switch (contact) {
      case Contact.Mobile mobile -> sms(mobile.value());
      case Contact.Mailbox mailbox -> email(mailbox.value());
    };
  }

  /** Masked, for pages. */
  String masked() {
    return channel.isToNumber() ? Phones.mask(to) : Emails.mask(to);
  }

  @Override
  public String toString() {
    return channel + " " + masked();
  }
}
