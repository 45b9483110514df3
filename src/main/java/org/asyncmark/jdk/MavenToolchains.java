package org.asyncmark.jdk;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/** Reads Maven's {@code toolchains.xml}, which names JDKs by their folders. */
final class MavenToolchains {
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{env\\.([^}]+)}");

  private MavenToolchains() {}

  /**
   * Returns the folders, in the order of the file, with their variables filled in.
   *
   * @throws IOException if it cannot be read, is no XML, or has a document type, which could name
   *     other files
   */
  static List<String> homes(Path file, Map<String, String> environment, Path userHome)
      throws IOException {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setNamespaceAware(true);
      DocumentBuilder builder = factory.newDocumentBuilder();
      builder.setErrorHandler(new DefaultHandler()); // it throws, the usual one prints as well
      NodeList found = builder.parse(file.toFile()).getElementsByTagNameNS("*", "jdkHome");
      List<String> homes = new ArrayList<>();
      for (int i = 0; i < found.getLength(); i++) {
        String home = found.item(i).getTextContent().strip();
        homes.add(
            VARIABLE
                .matcher(home.replace("${user.home}", userHome.toString()))
                .replaceAll(
                    name ->
                        Matcher.quoteReplacement(
                            environment.getOrDefault(name.group(1), name.group()))));
      }
      return homes;
    } catch (SAXException e) {
      throw new IOException(e.getMessage(), e);
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException("the XML parser of this Java lacks what every one has", e);
    }
  }
}
