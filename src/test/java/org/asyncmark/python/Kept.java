package org.asyncmark.python;

/**
 * What a call has returned and has stayed in Python. Its methods can be called, and it can be an
 * argument.
 */
public record Kept(int number) {}
