package org.sallyport.login;

import org.sallyport.account.Account;
import org.sallyport.session.SignIn;

/**
 * Where an attempt stands, read once for a page.
 *
 * @param page the page that comes next
 */
record Standing(SignIn signIn, Account account, String page) {}
