/** The operator's settings and their validation by the policy. */
package org.sallyport.platform.policy;
