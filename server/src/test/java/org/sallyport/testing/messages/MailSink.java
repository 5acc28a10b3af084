package org.sallyport.testing.messages;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;

/**
 * A mail server (RFC 5321) that costs little, for benchmarks, and answers as a test wants. It
 * counts mails and connections, and tells when a mail to a recipient came.
 */
public final class MailSink implements AutoCloseable {
  /** What to do in place of an answer: close the connection. */
  public static final String HANG_UP = "";

  /** The command that stands for the end of a mail's text. */
  public static final String END = ".";

  /** The command that stands for a new connection; the answer greets. */
  public static final String CONNECT = "CONNECT";

  private final ServerSocket server;
  private final UnaryOperator<String> answers;
  private final AtomicLong taken = new AtomicLong();
  private final AtomicInteger connections = new AtomicInteger();
  private final List<String> messageIds = new CopyOnWriteArrayList<>();
  private final Map<String, BlockingQueue<Long>> arrivals = new ConcurrentHashMap<>();
  private volatile boolean keepsIds;

  private MailSink(ServerSocket server, UnaryOperator<String> answers) {
    this.server = server;
    this.answers = answers;
  }

  /** Takes everything at once. Listens on a free port of this machine. */
  public static MailSink start() {
    return start(MailSink::usual);
  }

  /**
   * Answers as told.
   *
   * @param answers from a command, in capitals and without line end, to the answer; the verb alone
   *     of commands but MAIL and RCPT
   */
  public static MailSink start(UnaryOperator<String> answers) {
    try {
      ServerSocket server = new ServerSocket(0, 64, InetAddress.getLoopbackAddress());
      MailSink sink = new MailSink(server, answers);
      Thread.startVirtualThread(sink::listen);
      return sink;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The answer of a server that takes everything. */
  public static String usual(String command) {
    return switch (command) {
      case CONNECT -> "220 sink";
      case "DATA" -> "354 go on";
      case "QUIT" -> "221 bye";
      default -> "250 ok";
    };
  }

  /** Keeps the Message-ID of each mail that it takes. */
  public MailSink keepingIds() {
    keepsIds = true;
    return this;
  }

  public int port() {
    return server.getLocalPort();
  }

  /** How many mails were taken: answered with 250. */
  public long taken() {
    return taken.get();
  }

  public int connections() {
    return connections.get();
  }

  /** The Message-ID of each mail that was taken, as often as it was. */
  public List<String> messageIds() {
    return messageIds;
  }

  /** Waits for the next mail to a recipient; returns {@link System#nanoTime} of its arrival. */
  public long nextTo(String recipient) {
    try {
      return arrivalsOf(recipient).take();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private BlockingQueue<Long> arrivalsOf(String recipient) {
    return arrivals.computeIfAbsent(recipient, any -> new LinkedBlockingQueue<>());
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void listen() {
    while (!server.isClosed()) {
      try {
        Socket client = server.accept();
        connections.incrementAndGet();
        Thread.startVirtualThread(() -> serve(client));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void serve(Socket client) {
    try (client) {
      client.setTcpNoDelay(true);
      new Conversation(client).hold();
    } catch (IOException e) {
      // The client went away.
      return;
    }
  }

  private static String command(String line) {
    String capitals = line.toUpperCase(Locale.ROOT);
    return capitals.startsWith("MAIL") || capitals.startsWith("RCPT")
        ? capitals
        : capitals.substring(0, Math.min(4, capitals.length()));
  }

  /** A connection, until one side ends it. */
  private final class Conversation {
    private final BufferedReader in;
    private final OutputStream out;
    private String to = "";

    Conversation(Socket client) throws IOException {
      in =
          new BufferedReader(
              new InputStreamReader(client.getInputStream(), StandardCharsets.ISO_8859_1));
      out = client.getOutputStream();
    }

    void hold() throws IOException {
      boolean open = !say(CONNECT).isEmpty();
      while (open) {
        String line = in.readLine();
        open = line != null && goesOnAfter(line);
      }
    }

    private boolean goesOnAfter(String line) throws IOException {
      String command = command(line);
      if (command.startsWith("RCPT")) {
        to = line.substring(line.indexOf('<') + 1, line.indexOf('>'));
      }
      String answer = say(command);
      if ("DATA".equals(command) && answer.startsWith("354")) {
        String id = body();
        answer = say(END, id);
      }
      return !answer.equals(HANG_UP) && !"QUIT".equals(command);
    }

    private String body() throws IOException {
      String id = "";
      String line = in.readLine();
      while (line != null && !".".equals(line)) {
        if (keepsIds && id.isEmpty() && line.startsWith("Message-ID: ")) {
          id = line.substring("Message-ID: ".length());
        }
        line = in.readLine();
      }
      if (line == null) {
        throw new IOException("the client went away within a mail");
      }
      return id;
    }

    private String say(String command) throws IOException {
      return say(command, "");
    }

    private String say(String command, String id) throws IOException {
      String answer = answers.apply(command);
      if (END.equals(command) && answer.startsWith("250")) {
        taken.incrementAndGet();
        arrivalsOf(to).add(System.nanoTime());
        if (keepsIds) {
          messageIds.add(id);
        }
      }
      if (!answer.isEmpty()) {
        out.write((answer + "\r\n").getBytes(StandardCharsets.US_ASCII));
      }
      return answer;
    }
  }
}
