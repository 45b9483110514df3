package org.asyncmark;

import picocli.CommandLine.IVersionProvider;

/** The version of the suite, of JMH, and of the JDK that runs. */
public final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    String own = Version.class.getPackage().getImplementationVersion();
    return new String[] {
      "asyncmark " + (own == null ? "(not from its jar)" : own),
      "JMH " + org.openjdk.jmh.util.Version.getPlainVersion(),
      "JDK " + Runtime.version() + " " + System.getProperty("java.vendor")
    };
  }
}
