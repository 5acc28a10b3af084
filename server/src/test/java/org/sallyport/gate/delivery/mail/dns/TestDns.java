package org.sallyport.gate.delivery.mail.dns;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.TXTRecord;

/** A name server on this machine with TXT records only. */
final class TestDns implements AutoCloseable {
  private static final int PART = 255;
  private static final int MAX_SIZE = 4096;

  private final DatagramSocket socket;
  private final Map<String, List<String>> texts = new ConcurrentHashMap<>();

  TestDns() {
    try {
      socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.startVirtualThread(this::serve);
  }

  /** The setting that leads to it. */
  String server() {
    return "127.0.0.1:" + socket.getLocalPort();
  }

  TestDns with(String name, String text) {
    texts.computeIfAbsent(name + ".", any -> new CopyOnWriteArrayList<>()).add(text);
    return this;
  }

  @Override
  public void close() {
    socket.close();
  }

  private void serve() {
    byte[] buffer = new byte[MAX_SIZE];
    while (!socket.isClosed()) {
      try {
        DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
        socket.receive(packet);
        byte[] answer =
            answer(new Message(Arrays.copyOf(packet.getData(), packet.getLength()))).toWire();
        socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
      } catch (IOException e) {
        return;
      }
    }
  }

  private Message answer(Message query) {
    Record question = query.getQuestion();
    Message answer = new Message(query.getHeader().getID());
    answer.getHeader().setFlag(Flags.QR);
    answer.getHeader().setFlag(Flags.RA);
    answer.addRecord(question, Section.QUESTION);
    Name name = question.getName();
    List<String> found = texts.getOrDefault(name.toString(), List.of());
    if (found.isEmpty()) {
      answer.getHeader().setRcode(Rcode.NXDOMAIN);
    }
    for (String text : found) {
      answer.addRecord(new TXTRecord(name, DClass.IN, 60, parts(text)), Section.ANSWER);
    }
    return answer;
  }

  /** A text of more than 255 bytes is published in several parts. */
  static List<String> parts(String text) {
    List<String> parts = new ArrayList<>();
    for (int from = 0; from < text.length(); from += PART) {
      parts.add(text.substring(from, Math.min(text.length(), from + PART)));
    }
    return parts;
  }
}
