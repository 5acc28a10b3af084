package org.sallyport.portal.studies.pages;

import org.sallyport.platform.ids.AccountId;

/** Whether an account may share studies at all, so that pages offer it to nobody else. */
public interface SharingRight {

  boolean mayShare(AccountId account);
}
