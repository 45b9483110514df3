package org.asyncmark.run;

import org.asyncmark.measure.RunningJvm;
import org.openjdk.jmh.results.RunResult;

/**
 * What a fork gave, whatever runtime it ran in.
 *
 * @param measured its turns in JMH's terms
 * @param runtime what its runtime said of itself
 */
record ForkResult(RunResult measured, RunningJvm runtime) {}
