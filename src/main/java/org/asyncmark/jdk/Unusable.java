package org.asyncmark.jdk;

import java.nio.file.Path;

/**
 * A folder that looks like a JDK, or the executable of a Python, that cannot be used.
 *
 * @param home the folder or the executable
 * @param reason why, on one line
 */
public record Unusable(Path home, String reason) implements Probed {}
