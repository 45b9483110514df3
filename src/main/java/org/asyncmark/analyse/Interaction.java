package org.asyncmark.analyse;

/**
 * A change of a ratio: that of {@code after} divided by that of {@code before}. With platform
 * against virtual threads on JDK 21 before and on JDK 25 after, it tells whether moving to 25
 * changes what virtual threads gain.
 */
public record Interaction(ArmPair before, ArmPair after) implements Subject {}
