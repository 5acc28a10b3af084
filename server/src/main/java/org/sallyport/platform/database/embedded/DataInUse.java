package org.sallyport.platform.database.embedded;

import java.io.Serial;
import org.sallyport.platform.policy.start.StartRefusedForNow;

/** Another Sallyport process holds the lock on the data. */
public final class DataInUse extends StartRefusedForNow {
  @Serial private static final long serialVersionUID = 1L;

  DataInUse(DataFolder folder) {
    super("the data in " + folder + " is in use by " + DataDirectoryLock.owner(folder));
  }
}
