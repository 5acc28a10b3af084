package org.sallyport.testing.directory;

import com.unboundid.ldap.sdk.AddRequest;
import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import com.unboundid.ldap.sdk.ModifyRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.sallyport.testing.FreePorts;

/**
 * A directory that is no Active Directory, on ports of its own, with a service account and a policy
 * that locks at six wrong passwords.
 */
public abstract class LdapFixture implements AutoCloseable {
  public static final String BASE = "dc=hosp,dc=test";

  /** The account that reads people and groups, and no passwords. */
  public static final String SERVICE_DN = "cn=sallyport," + BASE;

  public static final String PASSWORD = "Winter-Lantern-2026";

  static final String ADDRESS = "127.0.0.1";
  private static final int CONNECT_MILLIS = 500;

  final int port = FreePorts.next();
  final int encrypted = FreePorts.next();
  private final String rootDn;

  LdapFixture(String rootDn) {
    this.rootDn = rootDn;
  }

  /** The kind in the settings. */
  public abstract String kind();

  /** Certificates of the authority that signed its own. */
  public abstract Path authority();

  /** Locks an account until an admin unlocks it. */
  public abstract void lockForGood(String dn);

  /** Has a person change the password at the next sign-in. */
  public abstract void demandChange(String dn);

  /** Has the password of a person expire, which may still be used to change it. */
  public abstract void expire(String dn);

  public String url() {
    return "ldaps://" + ADDRESS + ":" + encrypted;
  }

  /** The same server by StartTLS. */
  public String plainUrl() {
    return "ldap://" + ADDRESS + ":" + port;
  }

  boolean listens() {
    try (Socket socket = new Socket()) {
      socket.connect(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), encrypted), CONNECT_MILLIS);
      return true;
    } catch (IOException notYet) {
      return false;
    }
  }

  /** Adds an account that reads, as the settings let it. */
  void addService(String dn) {
    add(
        dn,
        Map.of(
            "objectClass",
            List.of("organizationalRole", "simpleSecurityObject"),
            "userPassword",
            List.of(PASSWORD)));
  }

  /** Adds somebody; returns the DN. */
  public String addPerson(String username) {
    return add(
        "uid=" + username + "," + BASE,
        Map.of(
            "objectClass",
            List.of("inetOrgPerson"),
            "cn",
            List.of("Clara " + username),
            "sn",
            List.of(username),
            "mail",
            List.of(username + "@hosp.example"),
            "userPassword",
            List.of(PASSWORD)));
  }

  /** Adds a group; returns its DN. */
  public String addGroup(String name, String... members) {
    return add(
        "cn=" + name + "," + BASE,
        Map.of("objectClass", List.of("groupOfNames"), "member", List.of(members)));
  }

  String add(String dn, Map<String, List<String>> attributes) {
    List<Attribute> all = new ArrayList<>();
    attributes.forEach((name, values) -> all.add(new Attribute(name, values)));
    asRoot(connection -> connection.add(new AddRequest(dn, all)));
    return dn;
  }

  public void addMember(String group, String member) {
    asRoot(
        connection ->
            connection.modify(group, new Modification(ModificationType.ADD, "member", member)));
  }

  /** Sets an attribute, also one that only the server may set otherwise. */
  public void set(String dn, String attribute, String... values) {
    ModifyRequest request =
        new ModifyRequest(dn, new Modification(ModificationType.REPLACE, attribute, values));
    asRoot(connection -> connection.modify(request));
  }

  public void delete(String dn) {
    asRoot(connection -> connection.delete(dn));
  }

  /** What is done with all rights. */
  private interface Work {
    void on(LDAPConnection connection) throws LDAPException;
  }

  private void asRoot(Work work) {
    try (LDAPConnection connection = new LDAPConnection(ADDRESS, port, rootDn, PASSWORD)) {
      work.on(connection);
    } catch (LDAPException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public abstract void close();
}
