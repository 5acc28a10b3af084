@NullMarked
package org.sallyport.gate.oidc.examination;

import org.jspecify.annotations.NullMarked;
