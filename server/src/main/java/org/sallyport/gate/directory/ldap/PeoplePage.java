package org.sallyport.gate.directory.ldap;

import java.util.List;

/** Takes people page by page; a page may come again after a connection was lost. */
@FunctionalInterface
public interface PeoplePage {
  void take(List<Person> people);
}
