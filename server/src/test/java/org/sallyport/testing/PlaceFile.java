package org.sallyport.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes small files in the MaxMind DB format, version 2.0: a binary tree over the bits of an IPv6
 * address (IPv4 below ::/96), data, and a description.
 */
public final class PlaceFile {
  private static final int RECORD_BYTES = 3;
  private static final int SEPARATOR = 16;
  private static final byte[] MARKER = {
    (byte) 0xab, (byte) 0xcd, (byte) 0xef, 'M', 'a', 'x', 'M', 'i', 'n', 'd', '.', 'c', 'o', 'm'
  };

  /** A node's two branches: null for nothing, an Integer for a node, a Long for an offset. */
  private record Node(Map<Integer, Object> ways) {}

  private final List<Node> nodes = new ArrayList<>(List.of(new Node(new LinkedHashMap<>())));
  private final ByteArrayOutputStream data = new ByteArrayOutputStream();

  /** Adds a network, for example "198.51.100.0", 24. */
  public PlaceFile with(String address, int bits, Map<String, Object> record) {
    long offset = data.size();
    write(data, record);
    byte[] network = InetAddress.ofLiteral(address).getAddress();
    byte[] full = new byte[16];
    System.arraycopy(network, 0, full, 16 - network.length, network.length);
    int depth = network.length == 4 ? 96 + bits : bits;
    int at = 0;
    for (int i = 0; i < depth - 1; i++) {
      int bit = bit(full, i);
      Object next = nodes.get(at).ways().get(bit);
      if (next == null) {
        next = nodes.size();
        nodes.add(new Node(new LinkedHashMap<>()));
        nodes.get(at).ways().put(bit, next);
      }
      at = (Integer) next;
    }
    nodes.get(at).ways().put(bit(full, depth - 1), offset);
    return this;
  }

  /** A record as in city databases. */
  public static Map<String, Object> city(String city, String country) {
    return Map.of(
        "city", Map.of("names", Map.of("en", city)),
        "country", Map.of("names", Map.of("en", country)));
  }

  public Path writeTo(Path file) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (Node node : nodes) {
      for (int bit = 0; bit < 2; bit++) {
        int value = value(node.ways().get(bit));
        out.write(value >> 16);
        out.write(value >> 8);
        out.write(value);
      }
    }
    out.writeBytes(new byte[SEPARATOR]);
    out.writeBytes(data.toByteArray());
    out.writeBytes(MARKER);
    Map<String, Object> description = new LinkedHashMap<>();
    description.put("binary_format_major_version", 2);
    description.put("binary_format_minor_version", 0);
    description.put("build_epoch", 1_700_000_000L);
    description.put("database_type", "Test");
    description.put("description", Map.of("en", "places of a test"));
    description.put("ip_version", 6);
    description.put("languages", List.of("en"));
    description.put("node_count", nodes.size());
    description.put("record_size", RECORD_BYTES * 8);
    write(out, description);
    try {
      return Files.write(file, out.toByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private int value(@org.jspecify.annotations.Nullable Object way) {
    return switch (way) {
      case Integer node -> node;
      case Long offset -> nodes.size() + SEPARATOR + offset.intValue();
      case null, default -> nodes.size();
    };
  }

  private static int bit(byte[] bytes, int index) {
    return bytes[index / 8] >> (7 - index % 8) & 1;
  }

  private static void write(ByteArrayOutputStream out, Object value) {
    switch (value) {
      case Map<?, ?> map -> {
        out.write(7 << 5 | map.size());
        map.forEach(
            (key, each) -> {
              write(out, key);
              write(out, each);
            });
      }
      case List<?> list -> {
        out.write(list.size());
        out.write(11 - 7);
        list.forEach(each -> write(out, each));
      }
      case String text -> {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length >= 29) {
          throw new IllegalArgumentException("longer than this writer needs: " + text);
        }
        out.write(2 << 5 | bytes.length);
        out.writeBytes(bytes);
      }
      case Integer number -> {
        out.write(6 << 5 | 4);
        number(out, number, 4);
      }
      case Long number -> {
        out.write(8);
        out.write(9 - 7);
        number(out, number, 8);
      }
      default -> throw new IllegalArgumentException("no such type: " + value.getClass());
    }
  }

  private static void number(ByteArrayOutputStream out, long number, int bytes) {
    for (int i = bytes - 1; i >= 0; i--) {
      out.write((int) (number >> (8 * i)));
    }
  }
}
