package org.sallyport.gate.selfservice;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.sallyport.gate.secondfactor.contact.Contact;
import org.sallyport.platform.access.Rights;
import org.sallyport.platform.messages.Messages;

/** A kind of change that requires a fresh second factor (rule 28). */
public enum Change {
  METHOD,
  PHONE,
  EMAIL,
  PASSWORD,
  /** Linking or removing a device. */
  DEVICE,
  /** Creating a new sheet of recovery codes. */
  RECOVERY,
  /** Enabling or disabling other ways to sign in. */
  WAYS,
  /** Linking the account with a person of an issuer elsewhere, or ending that. */
  ELSEWHERE,
  /** Opening the administration pages. */
  ADMINISTRATION,
  /** An admin's action on resets of other accounts. */
  RESETS,
  /** An admin's action on confirmed names. */
  NAMES,
  /** Sharing studies. */
  SHARING,
  /** Confirming members of one's groups. */
  GROUPS,
  /** Exporting all that is kept about the owner, or deleting all saved measurements. */
  DATA,
  /** Signing in to an application that asks for a second factor now. */
  APPLICATION,
  /** Opening a part of an application behind a proxy that asks for a second factor now. */
  PROXIED_APPLICATION,
  /** Confirming a sign-in to Microsoft, which asks for the second factor. */
  EXTERNAL_MFA;

  /** Its name in rows, forms and events. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The path of its page. */
  public String page() {
    return switch (this) {
      case DEVICE -> "/settings/devices";
      case ADMINISTRATION -> "/admin/continue";
      case RESETS, NAMES -> "/admin/" + key();
      case SHARING -> "/studies/share";
      case APPLICATION -> "/oauth2/request";
      case PROXIED_APPLICATION -> "/auth/request";
      case EXTERNAL_MFA -> "/mfa/request";
      case METHOD, PHONE, EMAIL, PASSWORD, RECOVERY, WAYS, ELSEWHERE, GROUPS, DATA ->
          "/settings/" + key();
    };
  }

  /** The right over other accounts that it needs. */
  public Rights needs() {
    return switch (this) {
      case ADMINISTRATION -> Rights.HELP_DESK;
      case RESETS, NAMES -> Rights.ADMINISTRATION;
      case METHOD,
          PHONE,
          EMAIL,
          PASSWORD,
          DEVICE,
          RECOVERY,
          WAYS,
          ELSEWHERE,
          SHARING,
          GROUPS,
          DATA,
          APPLICATION,
          PROXIED_APPLICATION,
          EXTERNAL_MFA ->
          Rights.NONE;
    };
  }

  /** Its description on pages, for example "change your mobile number". */
  public String purpose() {
    return Messages.text("settings.purpose." + key());
  }

  /** Its name, for example "mobile number". */
  public String title() {
    return Messages.text("notice.change-name." + key());
  }

  /** Whether it changes the account itself. The others open pages, or act on something else. */
  public boolean ofAccount() {
    return switch (this) {
      case METHOD, PHONE, EMAIL, PASSWORD, DEVICE, RECOVERY, WAYS, ELSEWHERE -> true;
      case ADMINISTRATION,
          RESETS,
          NAMES,
          SHARING,
          GROUPS,
          DATA,
          APPLICATION,
          PROXIED_APPLICATION,
          EXTERNAL_MFA ->
          false;
    };
  }

  /** Whether it can be confirmed without a lost method, and then takes effect after a delay. */
  public boolean canWait() {
    return switch (this) {
      case METHOD, PHONE, EMAIL, PASSWORD, DEVICE -> true;
      case RECOVERY,
          WAYS,
          ELSEWHERE,
          ADMINISTRATION,
          RESETS,
          NAMES,
          SHARING,
          GROUPS,
          DATA,
          APPLICATION,
          PROXIED_APPLICATION,
          EXTERNAL_MFA ->
          false;
    };
  }

  public static Optional<Change> of(String key) {
    return Arrays.stream(values()).filter(change -> change.key().equals(key)).findFirst();
  }

  /** The change that a new contact of this kind is. */
  public static Change of(Contact contact) {
    return switch (contact) {
      case Contact.Mobile _ -> PHONE;
      case Contact.Mailbox _ -> EMAIL;
    };
  }
}
