package org.sallyport.signin;

import org.sallyport.account.Account;
import org.sallyport.session.SignIn;

/**
 * Where an attempt stands, read once for a page.
 *
 * @param page the page that comes next
 */
record SignInProgress(SignIn signIn, Account account, String page) {}
