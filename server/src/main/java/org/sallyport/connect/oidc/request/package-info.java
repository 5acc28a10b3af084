/** What an application asks for, and what is asked of the person for it. */
@NamedInterface("request")
package org.sallyport.connect.oidc.request;

import org.springframework.modulith.NamedInterface;
