package org.asyncmark.jdk;

import java.lang.module.ModuleDescriptor;
import java.nio.file.Path;
import java.util.Set;

/**
 * A CPython that can run forks of asyncio.
 *
 * @param name its name within a run and in the names of folders, as {@link Jdk#name}; for example
 *     {@code py3.11}, {@code py3.13t} for a free-threaded one, {@code py3.11-uvloop}
 * @param executable the {@code python3} to start, by its own account
 * @param version for example {@code 3.11.7}
 * @param freeThreaded whether it was built without the global interpreter lock
 * @param loop the event loop of its forks: {@value #ASYNCIO} or {@value #UVLOOP}
 * @param compiled when it was built and by which compiler; empty if that is not known
 * @param packages those of {@link #OPTIONAL} that it can import
 */
public record Python(
    String name,
    Path executable,
    String version,
    boolean freeThreaded,
    String loop,
    String compiled,
    Set<String> packages)
    implements Installed, Probed {
  /** The event loop of the standard library. */
  public static final String ASYNCIO = "asyncio";

  /** The event loop that stands on libuv. */
  public static final String UVLOOP = "uvloop";

  /** The client of HTTP that most programs of asyncio use. */
  public static final String AIOHTTP = "aiohttp";

  /** Packages that are no part of Python and that forks can make use of. */
  public static final Set<String> OPTIONAL = Set.of(UVLOOP, AIOHTTP);

  /** What it is called: the kind of the runtime, where a JDK has its kind of JVM. */
  public static final String CPYTHON = "CPython";

  /** The oldest release of Python 3 that runs forks: 3.11 has task groups and deadlines. */
  public static final int OLDEST_MINOR = 11;

  /** Why asyncio is absent from a machine without a Python, as it stands in tables. */
  public static final String ABSENCE = "n/a (no CPython 3." + OLDEST_MINOR + " or newer was found)";

  public Python {
    packages = Set.copyOf(packages);
    if (!Jdk.isName(name)) {
      throw new IllegalArgumentException(
          "the name of a Python may have letters, digits, '.', '_' and '-' only, got '"
              + name
              + "'");
    }
    if (!loop.equals(ASYNCIO) && !loop.equals(UVLOOP)) {
      throw new IllegalArgumentException(
          "a Python's loop is " + ASYNCIO + " or " + UVLOOP + ", got '" + loop + "'");
    }
  }

  /** Creates one of which no more is known; it can import no further package. */
  public Python(String name, Path executable, String version, boolean freeThreaded, String loop) {
    this(name, executable, version, freeThreaded, loop, "", Set.of());
  }

  /**
   * Returns what tells builds apart: the version, and what is not usual, for example {@code 3.11.7}
   * or {@code 3.13.0 free-threaded, uvloop}.
   */
  public String build() {
    return version
        + (freeThreaded ? " free-threaded" : "")
        + (loop.equals(ASYNCIO) ? "" : ", " + loop);
  }

  /** Returns what the environment of a run keeps of it: build, compiler, GIL, loop. */
  public String inFull() {
    return label()
        + (compiled.isEmpty() ? "" : ", built " + compiled)
        + (freeThreaded ? "; GIL off" : "; GIL on")
        + "; loop "
        + loop;
  }

  @Override
  public Path home() {
    return executable;
  }

  @Override
  public String label() {
    return label(build());
  }

  /**
   * Returns a build as users see it, for example {@code 3.13.0 CPython free-threaded, uvloop}.
   *
   * @param build as {@link #build} gave it
   */
  public static String label(String build) {
    return build.replaceFirst("^[^ ,]+", "$0 " + CPYTHON);
  }

  /** Returns the release: 11 of Python 3.11. */
  int minor() {
    return Integer.parseInt(version.split("\\.", -1)[1]);
  }

  /** Returns the version as one that can be compared; a release stands above what led to it. */
  ModuleDescriptor.Version number() {
    return ModuleDescriptor.Version.parse(
        version.replaceFirst("\\+$", "").replaceFirst("(?<=\\d)(?=(a|b|rc)\\d)", "-"));
  }

  /** Tells whether it can import a package of {@link #OPTIONAL}. */
  public boolean has(String optional) {
    return packages.contains(optional);
  }

  @Override
  public Python named(String other) {
    return new Python(other, executable, version, freeThreaded, loop, compiled, packages);
  }

  /** Returns the same Python with uvloop, under the name that goes with it. */
  Python onUvloop() {
    return new Python(
        name + "-" + UVLOOP, executable, version, freeThreaded, UVLOOP, compiled, packages);
  }
}
