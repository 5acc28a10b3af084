/** Why an account may see a study: the grants of one account, and the holders of one study. */
@NamedInterface("grants")
package org.sallyport.portal.studies.grants;

import org.springframework.modulith.NamedInterface;
