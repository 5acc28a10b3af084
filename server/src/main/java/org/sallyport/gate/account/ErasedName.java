package org.sallyport.gate.account;

import org.sallyport.platform.ids.AccountId;

/** What stands in place of the name of an account that was erased. */
public final class ErasedName {
  private static final int DIGITS = 8;

  private ErasedName() {}

  /** For example "erased account 7f3a09c1": the beginning of the id, which nobody chose. */
  public static String of(AccountId account) {
    return "erased account " + account.value().toString().substring(0, DIGITS);
  }
}
