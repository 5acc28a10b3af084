@NullMarked
package org.sallyport.connect.oidc.examination;

import org.jspecify.annotations.NullMarked;
