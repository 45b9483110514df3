/**
 * asyncmark: concurrency patterns that asyncio made familiar, in four models, on every JDK of a
 * machine.
 *
 * <p>One word per idea. <b>Model</b>: platform, virtual, future or loop. <b>Pattern</b>: what is
 * done. <b>Leaf</b>: the unit of work inside a pattern. <b>Cell</b>: a pattern, a model and its
 * parameters. <b>Arm</b>: a cell on one JDK. <b>Fork</b>: one JVM started for one arm, the unit of
 * statistics. <b>Round</b>: every arm once. <b>Run</b>: a plan and its rounds, one folder under
 * {@code results/}.
 */
@NullMarked
package org.asyncmark;

import org.jspecify.annotations.NullMarked;
