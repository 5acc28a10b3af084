package org.sallyport.secondfactor.otp;

import org.sallyport.account.Emails;
import org.sallyport.account.Phones;
import org.sallyport.delivery.Channel;

/** Where a code goes. */
public record Destination(Channel channel, String to) {

  public static Destination sms(String phone) {
    return new Destination(Channel.SMS, phone);
  }

  public static Destination email(String address) {
    return new Destination(Channel.EMAIL, address);
  }

  /** As a page may show it. */
  String masked() {
    return channel == Channel.SMS ? Phones.mask(to) : Emails.mask(to);
  }

  @Override
  public String toString() {
    return channel + " " + masked();
  }
}
