package org.asyncmark.profile;

import io.pebbletemplates.pebble.PebbleEngine;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The page that lists the flame graphs of a run: one HTML file without scripts. */
public final class ProfileIndex {
  private static final String TEMPLATE = "org/asyncmark/profile/index.peb";

  private ProfileIndex() {}

  /** A row as the template shows it. */
  record Row(
      String key, String graph, String collapsed, String engine, String samples, String note) {
    static Row of(Path dir, Profile profile) {
      Engine engine = profile.choice().engine();
      return new Row(
          profile.key(),
          profile.graph().map(path -> link(dir, path)).orElse(""),
          profile.collapsed().map(path -> link(dir, path)).orElse(""),
          engine.label(),
          String.format(Locale.ROOT, "%,d", profile.samples()),
          profile.choice().reason());
    }

    private static String link(Path dir, Path path) {
      return dir.toAbsolutePath().relativize(path.toAbsolutePath()).toString().replace('\\', '/');
    }
  }

  /**
   * Writes {@code index.html}, in place of one that is there.
   *
   * @param dir folder of the graphs
   * @param title plain text, for example the run's id
   * @param profiles in the order in which they are listed
   * @return the file
   */
  public static Path write(Path dir, String title, List<Profile> profiles) throws IOException {
    PebbleEngine pebble = new PebbleEngine.Builder().strictVariables(true).build();
    StringWriter page = new StringWriter();
    pebble
        .getTemplate(TEMPLATE)
        .evaluate(
            page,
            Map.of(
                "title",
                title,
                "rows",
                profiles.stream().map(profile -> Row.of(dir, profile)).toList()),
            Locale.ROOT);
    return Files.writeString(dir.resolve("index.html"), page.toString());
  }
}
