package org.sallyport.signin;

import org.sallyport.account.Account;
import org.sallyport.session.SignIn;

/**
 * The state of an attempt, read once per page.
 *
 * @param page the next page
 */
record SignInProgress(SignIn signIn, Account account, String page) {}
