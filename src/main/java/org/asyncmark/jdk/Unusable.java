package org.asyncmark.jdk;

import java.nio.file.Path;

/**
 * A folder that looks like a JDK and cannot be used.
 *
 * @param home the folder
 * @param reason why, on one line
 */
public record Unusable(Path home, String reason) implements Probed {}
