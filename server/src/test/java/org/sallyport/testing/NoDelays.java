package org.sallyport.testing;

import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.test.context.junit.jupiter.SpringExtension;

/**
 * Clears the delays after wrong passwords before each test. All tests share the address of this
 * machine, so the sign-ins of one would slow down the next.
 */
final class NoDelays implements BeforeEachCallback {
  @Override
  public void beforeEach(ExtensionContext context) {
    SpringExtension.getApplicationContext(context)
        .getBean(Rows.class)
        .update("delete from throttle");
  }
}
