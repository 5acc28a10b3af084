/**
 * What keeps an account's owner from signing in, or from seeing studies, in one sentence each, with
 * what the help desk can safely do about it.
 */
package org.sallyport.staff.admin.obstacles;
