package org.sallyport.account;

/** What a person is to the installation. */
public enum Role {
  PHYSICIAN,
  ADMIN,
  PATIENT
}
