package org.sallyport.account;

/** What a person gave as an e-mail address. The words say at the field what to do. */
public sealed interface Email {

  /** An address that mail can be sent to, its domain in lower case. */
  record Address(String value) implements Email {
    @Override
    public String words() {
      return "";
    }
  }

  record NoAddress() implements Email {
    @Override
    public String words() {
      return "Enter one e-mail address, for example name@hospital.example.";
    }
  }

  /** Empty if there is nothing to say. */
  String words();
}
