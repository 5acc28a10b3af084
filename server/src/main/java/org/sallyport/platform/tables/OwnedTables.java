package org.sallyport.platform.tables;

import java.util.List;

/** The tables of a module. Each module that has tables provides one bean. */
@FunctionalInterface
public interface OwnedTables {
  List<OwnedTable> tables();
}
