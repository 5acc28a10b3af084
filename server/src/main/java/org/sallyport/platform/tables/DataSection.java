package org.sallyport.platform.tables;

import java.util.Locale;

/**
 * The sections of the copy of a person's data, in the order of the file. The title is in the
 * message bundle, {@code settings.data.section.NAME}.
 */
public enum DataSection {
  ACCOUNT,
  NUMBERS,
  NAMES,
  GROUPS,
  DIRECTORY,
  ISSUERS,
  IDENTITY_SYSTEM,
  DEVICES,
  WRITTEN_CODES,
  BROWSERS,
  SIGN_INS,
  WRONG_CODES,
  CODES,
  SIM_CHANGES,
  SMS_RISK,
  LINKS,
  REQUESTS,
  RESETS,
  CHANGES,
  STUDY_MAILS,
  STUDIES_OPENED,
  MARKS,
  MARKS_SENT,
  LAYOUTS,
  APPLICATIONS,
  APPLICATION_SESSIONS,
  CONSENTS,
  KEYS,
  PUBLISHED,
  OWN_STUDIES,
  SHARES_GIVEN,
  SHARES_RECEIVED,
  REFERENCES,
  RECEIVERS,
  EVENTS,
  WRONG_PASSWORDS,
  MESSAGES;

  /** The name in the file, for example {@code sign-ins}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
