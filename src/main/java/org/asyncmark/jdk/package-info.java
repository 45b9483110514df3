/**
 * Finding JDKs and Pythons on this machine and asking each what it is, and which options of JVMs
 * stand in the environment. Imports nothing of ours but what all may.
 */
@NullMarked
package org.asyncmark.jdk;

import org.jspecify.annotations.NullMarked;
