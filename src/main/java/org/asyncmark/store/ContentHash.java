package org.asyncmark.store;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;

/**
 * SHA-256 of what something says, whatever its form: the same for a number that another JDK writes
 * with other digits and for a histogram that it compresses in another way.
 */
final class ContentHash {
  private final MessageDigest digest = sha256();
  private final DataOutputStream out =
      new DataOutputStream(new DigestOutputStream(OutputStream.nullOutputStream(), digest));

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
  }

  /** Returns the hash of a file's bytes. */
  static String of(Path file) throws IOException {
    return HexFormat.of().formatHex(sha256().digest(Files.readAllBytes(file)));
  }

  ContentHash add(Histogram histogram) {
    try {
      for (HistogramIterationValue value : histogram.recordedValues()) {
        out.writeLong(value.getValueIteratedTo());
        out.writeLong(value.getCountAtValueIteratedTo());
      }
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException("a digest takes all bytes", e);
    }
  }

  /** Adds JSON, the parts of an object in the order of their names. */
  ContentHash add(JsonNode node) {
    try {
      write(node);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException("a digest takes all bytes", e);
    }
  }

  private void write(JsonNode node) throws IOException {
    out.writeUTF(node.getNodeType().name());
    if (node.isNumber()) {
      out.writeDouble(node.doubleValue());
    } else if (node.isObject()) {
      Map<String, JsonNode> parts = new TreeMap<>();
      node.properties().forEach(part -> parts.put(part.getKey(), part.getValue()));
      out.writeInt(parts.size());
      for (Map.Entry<String, JsonNode> part : parts.entrySet()) {
        out.writeUTF(part.getKey());
        write(part.getValue());
      }
    } else if (node.isArray()) {
      out.writeInt(node.size());
      for (JsonNode part : node) {
        write(part);
      }
    } else {
      byte[] text = node.asText().getBytes(StandardCharsets.UTF_8);
      out.writeInt(text.length);
      out.write(text);
    }
  }

  /** Returns the hash of what was added. */
  String hex() {
    return HexFormat.of().formatHex(digest.digest());
  }
}
