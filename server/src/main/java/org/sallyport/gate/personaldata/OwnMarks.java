package org.sallyport.gate.personaldata;

import org.sallyport.platform.ids.AccountId;

/** What the owner of an account saved on images. The module that keeps it provides the bean. */
public interface OwnMarks {

  /** How many measurements and arrows are saved, and on how many studies. */
  record Saved(int marks, int studies) {}

  Saved saved(AccountId account);

  /** Deletes all of them, also those on studies that the account may no longer see. */
  void deleteAll(AccountId account);
}
