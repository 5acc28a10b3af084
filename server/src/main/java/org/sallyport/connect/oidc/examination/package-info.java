/** What doctor looks into of the applications and of the keys that sign ID tokens. */
package org.sallyport.connect.oidc.examination;
