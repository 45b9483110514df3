package org.asyncmark.profile;

import io.pebbletemplates.pebble.PebbleEngine;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The page of a run's profiles, section by section: one HTML file without scripts. */
public final class ProfileIndex {
  private static final String TEMPLATE = "org/asyncmark/profile/index.peb";

  private ProfileIndex() {}

  /**
   * Writes {@code index.html}, in place of one that is there.
   *
   * @param dir folder of the profiles
   * @param title plain text, for example the run's id
   * @param sections in the order in which they are shown
   * @return the file
   */
  public static Path write(Path dir, String title, List<IndexSection> sections) throws IOException {
    PebbleEngine pebble = new PebbleEngine.Builder().strictVariables(true).build();
    StringWriter page = new StringWriter();
    pebble
        .getTemplate(TEMPLATE)
        .evaluate(page, Map.of("title", title, "sections", sections), Locale.ROOT);
    return Files.writeString(dir.resolve("index.html"), page.toString());
  }

  /** Returns a link from the page to a file below its folder. */
  public static String link(Path dir, Path file) {
    return dir.toAbsolutePath().relativize(file.toAbsolutePath()).toString().replace('\\', '/');
  }
}
