package org.sallyport.gate.directory.ldap;

import com.unboundid.ldap.sdk.LDAPException;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.directory.settings.DirectoryProperties;

/**
 * The servers of a directory. Reads go to the first that answers; those that did not answer last
 * are asked last, so that a dead or silent server costs one request its time limit and later ones
 * nothing. They are asked again every two seconds.
 */
final class LdapServers implements AutoCloseable {
  private final String directory;
  private final List<LdapServer> servers;

  LdapServers(String directory, DirectoryProperties properties) throws GeneralSecurityException {
    this.directory = directory;
    List<LdapServer> made = new ArrayList<>();
    for (URI url : properties.urls()) {
      made.add(new LdapServer(url, properties));
    }
    this.servers = List.copyOf(made);
  }

  /**
   * What was read, and from which server.
   *
   * @param server where a password is checked then: the one that has just answered
   */
  record Read<T>(LdapServer server, T value) {}

  /**
   * Reads from the first server that answers.
   *
   * @throws LdapUnreachable if none does
   */
  <T> Read<T> read(LdapServer.Work<T> work) throws LdapUnreachable {
    @Nullable LDAPException last = null;
    for (LdapServer server : inOrder()) {
      try {
        T value = server.read(work);
        server.answered();
        return new Read<>(server, value);
      } catch (LDAPException e) {
        server.failed(LdapUnreachable.words(e));
        last = e;
      }
    }
    throw new LdapUnreachable(
        directory, last == null ? new IllegalStateException("no server") : last);
  }

  private List<LdapServer> inOrder() {
    return servers.stream().sorted(Comparator.comparing(server -> !server.isHealthy())).toList();
  }

  /** Asks all servers whether they answer. */
  void probe() {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      servers.forEach(server -> threads.execute(server::probe));
    }
  }

  List<LdapServer> all() {
    return servers;
  }

  @Override
  public void close() {
    servers.forEach(LdapServer::close);
  }
}
