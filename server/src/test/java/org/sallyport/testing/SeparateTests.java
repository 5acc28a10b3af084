package org.sallyport.testing;

import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.sallyport.testing.database.Rows;
import org.springframework.test.context.junit.jupiter.SpringExtension;

/**
 * Removes before each test what earlier ones with the same database would do to it: the delays
 * after wrong passwords, since all tests share one address, and the admins, each of whom would get
 * a mail about every lock.
 */
public final class SeparateTests implements BeforeEachCallback {
  @Override
  public void beforeEach(ExtensionContext context) {
    Rows rows = SpringExtension.getApplicationContext(context).getBean(Rows.class);
    rows.update("delete from throttle");
    rows.update("update account set role = 'physician' where role = 'admin'");
  }
}
