/**
 * The files pattern: read many files and count what is in them, or write them, with and without a
 * sync, so many at once: {@code aiofiles} and a semaphore. It is a {@link
 * org.asyncmark.pattern.fanout.FanOut} whose leaves are files; {@link
 * org.asyncmark.pattern.files.FileWork} is what all models do with one.
 */
@NullMarked
package org.asyncmark.pattern.files;

import org.jspecify.annotations.NullMarked;
