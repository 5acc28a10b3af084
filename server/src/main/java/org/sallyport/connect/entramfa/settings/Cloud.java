package org.sallyport.connect.entramfa.settings;

import java.net.URI;

/** A cloud of Microsoft, with the fixed address of its sign-in. */
public enum Cloud {
  GLOBAL("https://login.microsoftonline.com"),
  US_GOVERNMENT("https://login.microsoftonline.us"),
  /** Operated by 21Vianet. */
  CHINA("https://login.partner.microsoftonline.cn");

  private final URI address;

  Cloud(String address) {
    this.address = URI.create(address);
  }

  URI address() {
    return address;
  }
}
