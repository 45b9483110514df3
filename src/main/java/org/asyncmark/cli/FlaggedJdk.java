package org.asyncmark.cli;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.asyncmark.jdk.Jdk;
import org.asyncmark.jdk.JdkLocator;
import org.asyncmark.plan.ForkFlags;

/** The JDK with flags of its own of a {@code --jdk-flags NAME=JDK:FLAGS}. */
final class FlaggedJdk {
  private static final Pattern OPTION = Pattern.compile("([^=:]+)=([^=:]+):(.*\\S.*)");

  private FlaggedJdk() {}

  /**
   * Returns the JDK, under its name, with its flags. Starts it once, to see that it takes them.
   *
   * @param named JDKs of {@code --jdk-home}, which go before those that are found
   * @throws IllegalArgumentException if the option is wrong, there is no such JDK, or a flag is
   *     refused, by us or by the JDK
   */
  static Jdk of(String option, List<Jdk> named, JdkLocator locator) throws InterruptedException {
    Matcher parts = OPTION.matcher(option);
    if (!parts.matches()) {
      throw new IllegalArgumentException(
          "--jdk-flags wants NAME=JDK:FLAGS, got '" + option + "'; for example zgc=25:-XX:+UseZGC");
    }
    List<String> flags = List.of(parts.group(3).strip().split("\\s+"));
    try {
      ForkFlags.check(flags);
      Jdk flagged = base(parts.group(2), named, locator).named(parts.group(1)).with(flags);
      Optional<String> refusal = locator.refusal(flagged, ForkFlags.with(flags));
      if (refusal.isPresent()) {
        throw new IllegalArgumentException(
            "JDK " + parts.group(2) + " does not start with these flags: " + refusal.get());
      }
      return flagged;
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("--jdk-flags " + option + ": " + e.getMessage(), e);
    }
  }

  private static Jdk base(String name, List<Jdk> named, JdkLocator locator)
      throws InterruptedException {
    for (Jdk jdk : named) {
      if (jdk.name().equals(name)) {
        return jdk;
      }
    }
    return locator.locate().select(List.of(name)).get(0);
  }
}
