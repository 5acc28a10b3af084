package org.sallyport.gate.directory.ldap;

import com.unboundid.ldap.sdk.BindRequest;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPConnectionOptions;
import com.unboundid.ldap.sdk.LDAPConnectionPool;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.PostConnectProcessor;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.ServerSet;
import com.unboundid.ldap.sdk.SimpleBindRequest;
import com.unboundid.ldap.sdk.SingleServerSet;
import com.unboundid.ldap.sdk.StartTLSPostConnectProcessor;
import com.unboundid.util.ssl.HostNameSSLSocketVerifier;
import com.unboundid.util.ssl.JVMDefaultTrustManager;
import com.unboundid.util.ssl.PEMFileTrustManager;
import com.unboundid.util.ssl.SSLUtil;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.directory.settings.DirectoryProperties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One server of a directory, with two pools of connections: those of the service account, and those
 * on which people are bound.
 */
final class LdapServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LdapServer.class);
  private static final int LDAP = 389;
  private static final int LDAPS = 636;
  private static final int MAX_CONNECTIONS = 16;
  private static final int MAX_MESSAGE_BYTES = 4 * 1024 * 1024;
  private static final Duration MAX_AGE = Duration.ofMinutes(5);

  private final URI url;
  private final LDAPConnectionPool service;
  private final LDAPConnectionPool people;
  private volatile boolean healthy = true;
  private volatile String fault = "";

  /**
   * Connects to nothing yet.
   *
   * @throws GeneralSecurityException if the certificates cannot be read
   */
  LdapServer(URI url, DirectoryProperties properties) throws GeneralSecurityException {
    this.url = url;
    boolean tls = "ldaps".equalsIgnoreCase(url.getScheme());
    SSLSocketFactory factory =
        new TimedTls(context(properties).getSocketFactory(), properties.timeout());
    int port = url.getPort() > 0 ? url.getPort() : tls ? LDAPS : LDAP;
    LDAPConnectionOptions options = options(properties.timeout());
    ServerSet server =
        tls
            ? new SingleServerSet(url.getHost(), port, factory, options)
            : new SingleServerSet(url.getHost(), port, options);
    PostConnectProcessor starting =
        tls || properties.clearTextOnLoopback() ? null : new StartTLSPostConnectProcessor(factory);
    service = pool("service", server, serviceAccount(properties), starting, properties.timeout());
    people = pool("people", server, null, starting, properties.timeout());
  }

  private static SSLContext context(DirectoryProperties properties)
      throws GeneralSecurityException {
    X509TrustManager trusted =
        properties.caFile() == null
            ? JVMDefaultTrustManager.getInstance()
            : new PEMFileTrustManager(properties.caFile().toFile());
    return new SSLUtil(trusted).createSSLContext();
  }

  private static LDAPConnectionOptions options(Duration timeout) {
    LDAPConnectionOptions options = new LDAPConnectionOptions();
    options.setConnectTimeoutMillis(Math.toIntExact(timeout.toMillis()));
    options.setResponseTimeoutMillis(timeout.toMillis());
    options.setUseSynchronousMode(true);
    options.setFollowReferrals(false);
    options.setAbandonOnTimeout(false);
    options.setBindWithDNRequiresPassword(true);
    options.setMaxMessageSize(MAX_MESSAGE_BYTES);
    options.setSSLSocketVerifier(new HostNameSSLSocketVerifier(true));
    return options;
  }

  private static BindRequest serviceAccount(DirectoryProperties properties) {
    return new SimpleBindRequest(
        String.valueOf(properties.bindDn()), String.valueOf(properties.bindPassword()));
  }

  private static LDAPConnectionPool pool(
      String name,
      ServerSet server,
      @Nullable BindRequest bind,
      @Nullable PostConnectProcessor starting,
      Duration timeout) {
    try {
      LDAPConnectionPool pool =
          new LDAPConnectionPool(server, bind, 0, MAX_CONNECTIONS, starting, false);
      pool.setConnectionPoolName(name);
      pool.setCreateIfNecessary(true);
      pool.setMaxWaitTimeMillis(timeout.toMillis());
      pool.setMaxConnectionAgeMillis(MAX_AGE.toMillis());
      pool.setTrySynchronousReadDuringHealthCheck(true);
      return pool;
    } catch (LDAPException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What is done on a connection. */
  interface Work<T> {
    T on(LDAPConnection connection) throws LDAPException;
  }

  /**
   * Reads as the service account. A connection that the server closed meanwhile is replaced once.
   *
   * @throws LDAPException with a result that {@link #isUnanswered}, if the server did not answer
   */
  <T> T read(Work<T> work) throws LDAPException {
    LDAPConnection connection = service.getConnection();
    try {
      return release(service, connection, work);
    } catch (LDAPException e) {
      if (!e.getResultCode().equals(ResultCode.SERVER_DOWN)) {
        throw e;
      }
    }
    return release(service, service.getConnection(), work);
  }

  /**
   * Does something as a person, or with a password of a person, exactly once: a password that may
   * have been counted as wrong is not sent again.
   */
  <T> T once(Work<T> work) throws LDAPException {
    return release(people, living(people), work);
  }

  /** The same as the service account. */
  <T> T onceAsService(Work<T> work) throws LDAPException {
    return release(service, living(service), work);
  }

  /**
   * A connection that answers at this moment. Those that the server closed, or that did not survive
   * its restart, look as they did before until something is sent on them.
   */
  private static LDAPConnection living(LDAPConnectionPool pool) throws LDAPException {
    for (int i = 0; i < MAX_CONNECTIONS; i++) {
      LDAPConnection connection = pool.getConnection();
      if (answers(connection)) {
        return connection;
      }
      pool.discardConnection(connection);
    }
    return pool.getConnection();
  }

  private static boolean answers(LDAPConnection connection) {
    try {
      return connection.getRootDSE() != null;
    } catch (LDAPException e) {
      return !isUnanswered(e);
    }
  }

  /** A connection without an answer is not replaced here: that would wait for the server again. */
  private static <T> T release(LDAPConnectionPool pool, LDAPConnection connection, Work<T> work)
      throws LDAPException {
    try {
      T done = work.on(connection);
      pool.releaseConnection(connection);
      return done;
    } catch (LDAPException e) {
      if (isUnanswered(e)) {
        pool.discardConnection(connection);
      } else {
        pool.releaseConnection(connection);
      }
      throw e;
    } catch (RuntimeException e) {
      pool.discardConnection(connection);
      throw e;
    }
  }

  /** Whether the server gave no answer, or none that says anything of the request. */
  static boolean isUnanswered(LDAPException e) {
    return !e.getResultCode().isConnectionUsable()
        || e.getResultCode().equals(ResultCode.UNAVAILABLE);
  }

  /** Whether it answers the service account; notes it. */
  boolean probe() {
    try {
      boolean answers = read(connection -> connection.getRootDSE() != null);
      if (answers) {
        answered();
      } else {
        failed("no root entry");
      }
    } catch (LDAPException e) {
      failed(LdapUnreachable.words(e));
    }
    return healthy;
  }

  void answered() {
    if (!healthy) {
      LOG.info("directory server {} answers again", url);
    }
    healthy = true;
    fault = "";
  }

  void failed(String words) {
    if (healthy) {
      LOG.warn("directory server {} does not answer: {}", url, words);
    }
    healthy = false;
    fault = words;
  }

  boolean isHealthy() {
    return healthy;
  }

  /** Why it is not healthy; empty if it is. */
  String fault() {
    return fault;
  }

  URI url() {
    return url;
  }

  @Override
  public void close() {
    service.close();
    people.close();
  }
}
